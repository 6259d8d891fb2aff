/** How pushing is, for operators: in one line of health and doctor. */
import type { Db } from "@/db/client";
import { pushBacklog } from "@/db/push-backlog";
import { countStopped } from "@/db/webhooks";
import { MINUTE_MS } from "../time";

/** What is due is sent within a second; this late, nobody is sending. */
const MAX_LATE_MS = 2 * MINUTE_MS;

/** `ok` unless nobody sends what is due, or a webhook was switched off since it failed. */
export async function pushStatus(db: Db, now: Date): Promise<{ ok: boolean; detail: string }> {
  const { pings, messages, oldest, dueAt } = await pushBacklog(db);
  const stopped = await countStopped(db);
  const isLate = dueAt !== null && now.getTime() - dueAt.getTime() > MAX_LATE_MS;
  const ageS = oldest ? Math.max(0, Math.round((now.getTime() - oldest.getTime()) / 1000)) : 0;
  const waiting = [messages > 0 ? counted(messages, "message") : "", pings > 0 ? counted(pings, "ping") : ""];
  const said = [
    oldest ? `${waiting.filter(Boolean).join(" and ")} waiting, the oldest for ${ageS} s` : "nothing waits",
    ...(isLate ? ["nobody sends them"] : []),
    ...(stopped > 0
      ? [`${counted(stopped, "webhook")} switched off after failures, see /admin/settings/webhooks`]
      : []),
  ];
  return { ok: !isLate && stopped === 0, detail: said.join("; ") };
}

const counted = (number: number, noun: string) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
