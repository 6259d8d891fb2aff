/** Who may do what; what is done is tested beside what does it. */
import { beforeEach, expect, test, vi } from "vitest";
import { currentUser } from "@/app/_server/auth";
import type { User } from "@/db/users";
import { requestRebuild, retryParked } from "@/lib/search/status";
import * as synonyms from "@/lib/search/synonyms";
import { addSynonym, rebuildIndex, removeSynonym, retryFailures } from "./actions";

vi.mock("@/app/_server/auth", async (original) => ({ ...(await original<object>()), currentUser: vi.fn() }));
vi.mock("@/app/_server/follow-changes", () => ({ heardChanges: async () => true }));
vi.mock("@/lib/database", () => ({ database: () => ({ db: "the database" }) }));
vi.mock("@/lib/search/status", () => ({ requestRebuild: vi.fn(), retryParked: vi.fn(async () => 2) }));
vi.mock("@/lib/search/synonyms", () => ({
  addSynonym: vi.fn(async (_, { words }) => ({ words })),
  removeSynonym: vi.fn(),
}));
vi.mock("next/cache", () => ({ refresh: vi.fn() }));

const user = (role: User["role"]) => ({ id: 7, email: "desk@gazette.example", role }) as User;
const by = { id: 7, name: "desk@gazette.example" };
const form = (texts: Record<string, string> = {}) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(texts)) data.set(name, value);
  return data;
};

beforeEach(() => {
  vi.clearAllMocks();
  vi.mocked(currentUser).mockResolvedValue(user("editor"));
});

test("an editor neither rebuilds nor retries", async () => {
  expect(await rebuildIndex(null, form())).toMatchObject({ ok: false, code: "not-allowed" });
  expect(await retryFailures(null, form())).toMatchObject({ ok: false, code: "not-allowed" });
  expect(requestRebuild).not.toHaveBeenCalled();
  expect(retryParked).not.toHaveBeenCalled();
});

test("an admin does both", async () => {
  vi.mocked(currentUser).mockResolvedValue(user("admin"));
  expect(await rebuildIndex(null, form())).toMatchObject({ ok: true });
  expect(await retryFailures(null, form())).toMatchObject({ ok: true, message: "Tried again: 2 articles." });
  expect(requestRebuild).toHaveBeenCalledOnce();
});

test("an editor keeps the synonyms", async () => {
  const words = ' llm, "large language model" ;“GPT”';
  expect(await addSynonym(null, form({ words }))).toMatchObject({ ok: true });
  expect(synonyms.addSynonym).toHaveBeenCalledWith("the database", {
    words: ["llm", "large language model", "GPT"],
    by,
  });
  expect(await removeSynonym(null, form({ id: "3" }))).toMatchObject({ ok: true });
  expect(synonyms.removeSynonym).toHaveBeenCalledWith("the database", { id: 3, by });
  expect(await removeSynonym(null, form({ id: "3; drop" }))).toMatchObject({ ok: false, code: "invalid" });
});
