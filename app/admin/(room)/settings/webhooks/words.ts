/** What is said of webhooks and their messages. */
import type { Delivery } from "@/db/webhook-deliveries";
import type { WebhookLine } from "@/lib/push/webhooks";

type Outcome = Pick<Delivery, "attempts" | "availableAt" | "status" | "error">;

/** The path may hold a key of the receiver's: in lists it is the host that people know. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** `on`, `off`, or off by itself. */
export function stateWord({ enabled, stopped }: Pick<WebhookLine, "enabled" | "stopped">): string {
  if (enabled) return "on";
  return stopped === null ? "off" : "off, since it failed";
}

/** What became of a message so far. */
export function outcomeWord({ attempts, availableAt, status, error }: Outcome): string {
  if (availableAt !== null) return attempts === 0 ? "waits" : "is tried again";
  if (error !== null) return "not delivered";
  return `delivered, ${status}`;
}

export const attemptsWord = (attempts: number): string => (attempts === 1 ? "1 attempt" : `${attempts} attempts`);
