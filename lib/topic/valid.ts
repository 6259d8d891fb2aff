/** What a topic may be, beside the others. Pure. */
import { AppError } from "../errors";
import { isBelow, type TopicView } from "./view";

type Other = { id: string; name: string; parent: string | null };

/** @throws AppError invalid where another topic has its id or name */
export function requireFree(topic: Pick<TopicView, "id" | "name">, others: Other[]): void {
  const byName = others.find(({ name }) => name === topic.name);
  if (byName) throw invalid("name", `is that of another topic, ${byName.id}: merge them instead`);
  const byId = others.find(({ id }) => id === topic.id);
  if (byId) throw invalid("id", `is that of another topic, ${byId.name}: merge them instead`);
}

/** @throws AppError invalid where the parent is no topic, or one below the topic itself */
export function requireParent({ parent }: TopicView, before: TopicView, all: Other[]): void {
  if (parent === null) return;
  if (!all.some(({ name }) => name === parent)) throw invalid("parent", "is no topic");
  if (isBelow(parent, before.name, all)) throw invalid("parent", "is the topic itself, or one below it");
}

const invalid = (field: string, problem: string) => new AppError("invalid", { fields: { [field]: problem } });
