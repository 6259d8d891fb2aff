/** The act that a person would take back first. */
import { lastOwnAct } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { AppError } from "../errors";

/** @throws AppError not-found */
export async function lastAct(db: Db, userId: number): Promise<number> {
  const act = await lastOwnAct(db, userId);
  if (act === null) throw new AppError("not-found", { message: "There is nothing of yours to take back." });
  return act;
}
