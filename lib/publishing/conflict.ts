/** The refusal of an edit that was made from an older version. */
import type { Db } from "@/db/client";
import { AppError } from "../errors";
import { changesSince } from "./history";
import type { LockedArticle } from "./lock";

export async function conflict(tx: Db, row: LockedArticle, version: number): Promise<AppError> {
  const changes = await changesSince(tx, row.id, version);
  const current = JSON.parse(JSON.stringify(row)) as Record<string, unknown>;
  return new AppError("conflict", { conflict: { version: row.version, current, changes } });
}
