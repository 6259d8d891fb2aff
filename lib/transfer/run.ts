/** What one import knows while it lasts. */
import type { Actor } from "@/db/audit";
import type { Places } from "./places";
import type { Refusal } from "./refusal";

export type Tally = { new: number; changed: number; unchanged: number };

export type ImportReport = {
  articles: Tally;
  topics: Tally;
  organizations: Tally;
  refused: number;
  /** Files beside the content, which are nobody's articles. */
  passedOver: number;
  /** New and changed articles whose date is yet to come: mostly a mistake, since they stand above all others. */
  future: { articles: number; examples: string[] };
  durationMs: number;
};

export type ImportRun = {
  now: Date;
  /** When it began by the database's clock: what is younger came with it. */
  startedAt: Date;
  places: Places;
  /** Whether the files stay where they are, and are looked for there by the next import. */
  keepsPaths: boolean;
  /** For whom a program imports: the caller records what became of the articles themselves. */
  program?: Actor;
  /** Folders that articles came from, in order. */
  folders: Set<string>;
  report: ImportReport;
  renamedProviders: Set<number>;
  renamedTopics: Set<string>;
  refuse: (path: string, refusal: Refusal) => void;
};

export const IMPORT_ACTOR: Actor = { id: null, name: "import" };

const tally = (): Tally => ({ new: 0, changed: 0, unchanged: 0 });

export const emptyReport = (): ImportReport => ({
  articles: tally(),
  topics: tally(),
  organizations: tally(),
  refused: 0,
  passedOver: 0,
  future: { articles: 0, examples: [] },
  durationMs: 0,
});
