import { beforeEach, describe, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { type User, userById } from "@/db/users";
import { AppError } from "../errors";
import { type SignInLimits, signInLimits } from "./limits";
import { signInWithCode } from "./second-step";
import { signIn } from "./sign-in";
import { codeAt } from "./totp";
import {
  beginTwoFactor,
  cancelTwoFactor,
  removeTwoFactor,
  renewRecoveryCodes,
  turnOffTwoFactor,
  turnOnTwoFactor,
  twoFactorOf,
} from "./two-factor";
import { createUser, disableUser, setPassword } from "./users";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "test" };
const SECRET = "a secret of this test";
const NOW = new Date("2026-11-24T09:00:10Z");
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const PERSON = { email: "desk@gazette.example", password: "correct horse", role: "editor" as const };
let user: User;
let limits: SignInLimits;

beforeEach(async () => {
  await sql`truncate "user", audit_event restart identity cascade`;
  user = await createUser(db, PERSON, by);
  limits = signInLimits();
});

/** The secret that an app would have read. */
async function begun(): Promise<string> {
  await beginTwoFactor(db, user, SECRET);
  const factor = await twoFactorOf(db, user, SECRET);
  if (factor.state !== "begun") throw new Error(factor.state);
  return factor.secret;
}

/** Turned on with the code of `NOW`. */
async function turnedOn(): Promise<{ secret: string; codes: string[] }> {
  const secret = await begun();
  return { secret, codes: await turnOnTwoFactor(db, { user, code: codeAt(secret, NOW), now: NOW }, SECRET) };
}

/** `in`, or the code of the refusal. */
const enter = (code: string, now: Date, { sessionVersion = 1, address = "203.0.113.9" } = {}) =>
  signInWithCode(db, { userId: user.id, sessionVersion, code, address, now }, { limits, secret: SECRET }).then(
    ({ id }) => (id === user.id ? "in" : id),
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
const firstStep = () => signIn(db, { ...PERSON, address: "203.0.113.9", now: NOW }, limits);

describe("turning on", () => {
  test("asks for no code until a first right one was given", async () => {
    const secret = await begun();
    expect(await firstStep()).toMatchObject({ needsCode: false });
    const wrong = turnOnTwoFactor(db, { user, code: "000000", now: NOW }, SECRET);
    await expect(wrong).rejects.toMatchObject({ code: "wrong-code", fields: { code: expect.any(String) } });
    expect((await twoFactorOf(db, user, SECRET)).state).toBe("begun");
    await turnOnTwoFactor(db, { user, code: ` ${codeAt(secret, NOW).replace(/^.../, "$& ")}`, now: NOW }, SECRET);
    expect(await twoFactorOf(db, user, SECRET)).toEqual({ state: "on", since: NOW, codesLeft: 10 });
    expect(await firstStep()).toMatchObject({ needsCode: true });
  });

  test("can be left, begun anew, and not be done twice", async () => {
    const first = await begun();
    await cancelTwoFactor(db, user, SECRET);
    expect((await twoFactorOf(db, user, SECRET)).state).toBe("off");
    expect(await begun()).not.toBe(first);
    const { codes } = await turnedOn();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
    await expect(beginTwoFactor(db, user, SECRET)).rejects.toMatchObject({ code: "conflict" });
    await cancelTwoFactor(db, user, SECRET);
    expect((await twoFactorOf(db, user, SECRET)).state).toBe("on");
  });
});

describe("the second step", () => {
  test("the password alone is no sign-in, and is not noted as one", async () => {
    await turnedOn();
    expect(await firstStep()).toMatchObject({ needsCode: true });
    expect((await userById(db, user.id))?.lastSignInAt).toBeNull();
    expect((await sql`select action from audit_event`).map(({ action }) => action)).not.toContain("sign-in");
  });

  test("a code works once, also the one that turned it on, and none from before it", async () => {
    const { secret } = await turnedOn();
    expect(await enter(codeAt(secret, NOW), later(5))).toBe("wrong-code");
    expect(await enter(codeAt(secret, later(-30)), later(5))).toBe("wrong-code");
    expect(await enter(codeAt(secret, later(30)), later(30))).toBe("in");
    expect(await enter(codeAt(secret, later(30)), later(31))).toBe("wrong-code");
    expect((await userById(db, user.id))?.lastSignInAt).toBeInstanceOf(Date);
  });

  test("of two who give the same code at once one is in", async () => {
    const { secret, codes } = await turnedOn();
    const code = codeAt(secret, later(60));
    const own = () =>
      signInWithCode(
        db,
        { userId: user.id, sessionVersion: 1, code, address: "", now: later(60) },
        { limits: signInLimits(), secret: SECRET },
      ).then(
        () => "in",
        () => "out",
      );
    expect((await Promise.all([own(), own(), own()])).sort()).toEqual(["in", "out", "out"]);
    expect(codes).toHaveLength(10);
  });

  test("one step of drift either way is fine, two are not", async () => {
    const { secret } = await turnedOn();
    expect(await enter(codeAt(secret, later(300)), later(330))).toBe("in");
    expect(await enter(codeAt(secret, later(630)), later(600))).toBe("in");
    expect(await enter(codeAt(secret, later(900)), later(960))).toBe("wrong-code");
    expect(await enter(codeAt(secret, later(1060)), later(1000))).toBe("wrong-code");
  });

  test("each recovery code works once, however it is typed", async () => {
    const { codes } = await turnedOn();
    const [first = "", second = ""] = codes;
    expect(await enter(` ${first.toUpperCase().replaceAll("-", " ")} `, NOW)).toBe("in");
    expect(await enter(first, NOW)).toBe("wrong-code");
    expect(await enter(second.replaceAll("0", "O").replaceAll("1", "l"), NOW)).toBe("in");
    expect(await twoFactorOf(db, user, SECRET)).toMatchObject({ codesLeft: 8 });
    const how = await sql`select after->>'with' as how from audit_event where action = 'sign-in'`;
    expect(how.map((row) => row.how)).toEqual(["recovery code", "recovery code"]);
  });

  test("new recovery codes replace the old ones", async () => {
    const { codes } = await turnedOn();
    const renewed = await renewRecoveryCodes(db, user);
    expect(await enter(codes[0] ?? "", NOW)).toBe("wrong-code");
    expect(await enter(renewed[0] ?? "", NOW)).toBe("in");
  });

  test("wrong codes are limited, and the right password does not begin the count anew", async () => {
    const { secret } = await turnedOn();
    for (let n = 0; n < 3; n++) {
      await firstStep();
      expect(await enter("000000", later(40), { address: `203.0.113.${n}` })).toBe("wrong-code");
    }
    await firstStep();
    expect(await enter(codeAt(secret, later(40)), later(40))).toBe("too-many-attempts");
    expect(await enter(codeAt(secret, later(41)), later(41))).toBe("in");
    const failed = await sql`select after from audit_event where action = 'sign-in-failed'`;
    expect(failed.map(({ after }) => after)).toEqual(Array(3).fill({ step: "code" }));
  });

  test("who changed meanwhile begins anew", async () => {
    const { secret } = await turnedOn();
    expect(await enter(codeAt(secret, later(60)), later(60), { sessionVersion: 0 })).toBe("start-over");
    await setPassword(db, user.email, "another horse", by);
    expect(await enter(codeAt(secret, later(60)), later(60))).toBe("start-over");
    await disableUser(db, user.email, by);
    expect(await enter(codeAt(secret, later(60)), later(60), { sessionVersion: 3 })).toBe("start-over");
  });

  test("under another portal's secret codes of the app fit no more, recovery codes still do", async () => {
    const { secret, codes } = await turnedOn();
    const under = (code: string) =>
      signInWithCode(
        db,
        { userId: user.id, sessionVersion: 1, code, address: "", now: later(60) },
        { limits, secret: "another secret" },
      );
    await expect(under(codeAt(secret, later(60)))).rejects.toMatchObject({ code: "wrong-code" });
    expect(await under(codes[0] ?? "")).toMatchObject({ id: user.id });
  });
});

describe("turning off", () => {
  test("one's own", async () => {
    await turnedOn();
    await turnOffTwoFactor(db, user);
    expect((await twoFactorOf(db, user, SECRET)).state).toBe("off");
    expect(await firstStep()).toMatchObject({ needsCode: false });
    expect(await sql`select * from recovery_code`).toEqual([]);
    await expect(renewRecoveryCodes(db, user)).rejects.toMatchObject({ code: "conflict" });
  });

  test("somebody else's, as an admin; not one's own this way", async () => {
    await turnedOn();
    const self = { id: user.id, name: user.email };
    await expect(removeTwoFactor(db, user.email, self)).rejects.toMatchObject({ code: "conflict" });
    await removeTwoFactor(db, user.email, by);
    expect(await firstStep()).toMatchObject({ needsCode: false });
    const [last] = await sql`select * from audit_event where action = 'remove-two-factor'`;
    expect(last).toMatchObject({ actor: "test", subject_id: String(user.id), before: { twoFactor: true } });
  });
});
