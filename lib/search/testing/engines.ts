/** The engines that the contract suite runs against. */
import type { Db } from "@/db/client";
import { indexArticles } from "../index-articles";
import type { SearchEngine } from "../port";
import { postgresEngine } from "../postgres";
import type { SynonymGroups } from "../synonym-runs";
import { recountWords } from "../vocabulary";
import { allArticleIds } from "./ids";

export type OpenEngine = {
  engine: SearchEngine;
  /** Makes the engine know the rows as they are, those that are live at `now`. */
  sync(now: Date): Promise<void>;
  close(): Promise<void>;
};
export type EngineUnderTest = {
  name: SearchEngine["name"];
  open(db: Db, options: { timeZone: string; synonyms: SynonymGroups }): Promise<OpenEngine>;
};

const postgres: EngineUnderTest = {
  name: "postgres",
  async open(db, { timeZone, synonyms }) {
    return {
      engine: postgresEngine(db, timeZone, { synonyms }),
      async sync() {
        await indexArticles(db, await allArticleIds(db));
        await recountWords(db);
      },
      close: async () => {},
    };
  },
};

export const ENGINES_UNDER_TEST: EngineUnderTest[] = [postgres];
