import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { newSecrets, OVERLAP_MS, openSecrets, rotated, sealSecrets, signedHeaders } from "./signature";

const PORTAL = "only for as long as it is tested";
const NOW = new Date("2026-11-20T12:00:00.900Z");

test("the specification's own example has the specification's signature", () => {
  // https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/javascript/src/index.test.ts
  const headers = signedHeaders(
    { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", body: '{"test": 2432232314}' },
    { current: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", former: null },
    new Date(1_614_265_330_000),
  );
  expect(headers).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

test("a secret is new each time, long enough, and unreadable where it is kept", () => {
  const secrets = newSecrets();
  expect(secrets.current).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(newSecrets().current).not.toBe(secrets.current);
  const sealed = sealSecrets(secrets, PORTAL);
  expect(sealed).not.toContain(secrets.current.slice(6, 30));
  expect(openSecrets(sealed, PORTAL)).toEqual(secrets);
  expect(openSecrets(sealed, "another secret of the portal")).toBeNull();
});

test("after a rotation the old secret signs as well, for a day", () => {
  const old = newSecrets();
  const next = rotated(old, NOW);
  const sign = (secret: string, at: Date) => {
    const key = Buffer.from(secret.slice(6), "base64");
    const signed = `a.${Math.floor(at.getTime() / 1000)}.b`;
    return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
  };
  const signatures = (at: Date) => signedHeaders({ id: "a", body: "b" }, next, at)["webhook-signature"];
  expect(signatures(NOW)).toBe(`${sign(next.current, NOW)} ${sign(old.current, NOW)}`);
  const after = new Date(NOW.getTime() + OVERLAP_MS);
  expect(signatures(after)).toBe(sign(next.current, after));
});
