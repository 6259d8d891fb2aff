import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { addPings } from "@/db/pings";
import { scratchDatabase } from "@/db/testing/scratch";
import { insertDeliveries } from "@/db/webhook-deliveries";
import { pushStatus } from "./status";
import { stopWebhook } from "./stop";
import { aWebhook, SITE_URL } from "./testing/hooks";

const { db } = scratchDatabase();

test("says what waits and for how long, that nobody sends it, and who was switched off", async () => {
  const now = new Date();
  const after = (ms: number) => new Date(now.getTime() + ms);
  expect(await pushStatus(db, now)).toEqual({ ok: true, detail: "nothing waits" });
  const { id } = await aWebhook(db, "https://hooks.example/");
  await insertDeliveries(db, [{ webhookId: id, event: "article.updated", articleId: 1, body: "{}" }], after(-7_000));
  expect(await pushStatus(db, now)).toEqual({ ok: true, detail: "1 message waiting, the oldest for 7 s" });
  await addPings(
    db,
    "websub",
    ["a", "b"].map((feed) => `${SITE_URL}/${feed}`),
    now,
  );
  expect(await pushStatus(db, after(300_000))).toEqual({
    ok: false,
    detail: "1 message and 2 pings waiting, the oldest for 307 s; nobody sends them",
  });
  // Tried and to be tried again: nobody is late.
  await db.execute(sql`update ping set available_at = ${after(400_000).toISOString()}::timestamptz`);
  await stopWebhook(db, id, "It answered 410.", now);
  expect(await pushStatus(db, after(300_000))).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/^2 pings waiting.*; 1 webhook switched off after failures/),
  });
});
