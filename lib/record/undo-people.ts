/** Takes back who may do what: a role, and being shut out or let in again. */
import { newAct } from "@/db/audit";
import type { RecordedEvent } from "@/db/audit-events";
import type { Db } from "@/db/client";
import type { Role } from "@/db/schema";
import { userById } from "@/db/users";
import { AppError } from "../errors";
import { disableIn, enableIn, setRoleIn } from "../people/users";
import type { Undo, Undone } from "./undo";

const ROLE = "set-role";
/** What else is done to people is theirs, or a secret that was given away. */
export const ACTIONS = [ROLE, "disable-user", "enable-user"];

export async function undoPeopleEvents(tx: Db, events: RecordedEvent[], { act, by }: Undo): Promise<Undone> {
  const step = { by, act: await newAct(tx), undoes: act };
  for (const { action, subjectId, before, after } of events.toReversed()) {
    const person = await userById(tx, Number(subjectId));
    if (!person) throw new AppError("not-found");
    const now = action === ROLE ? person.role : person.disabledAt !== null;
    if (now !== (action === ROLE ? after.role : after.disabled)) {
      throw new AppError("conflict", { message: "It was changed again since. Nothing was taken back." });
    }
    if (action === ROLE) await setRoleIn(tx, person, before.role as Role, step);
    else if (before.disabled) await disableIn(tx, person, step);
    else await enableIn(tx, person, step);
  }
  return { act: step.act, changed: events.length, tags: [] };
}
