/** Of which subjects of the record editors see what was done: those of the news. Admins see all of them. */
import type { Role } from "@/db/schema";

const NEWS = ["article", "story_apart", "topic", "provider", "search_synonym", "import"] as const;

/** Null: all of them. */
export function subjectsFor(role: Role): readonly string[] | null {
  return role === "admin" ? null : NEWS;
}
