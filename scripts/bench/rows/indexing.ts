import type { Line, Row } from "../row";

export const indexing: Row = {
  id: "indexing",
  what: "Making articles with their documents in Postgres, and their index in Meilisearch",
  goal: "",
  isQuick: false,
  async measure({ asked: { articles }, filled: { made }, meilisearch }) {
    const line = (what: string, seconds: number, memory: number | null): Line => ({
      what,
      measured: articles / seconds,
      unit: "/s",
      note: `${seconds.toFixed(1)} s${memory === null ? "" : `, ${Math.round(memory / 1e6)} MB`}`,
    });
    const lines = [line("articles made", made.seconds, made.peakMemory)];
    const indexed = (await meilisearch())?.indexed;
    if (indexed) lines.push(line("indexed in Meilisearch (npm run reindex)", indexed.seconds, indexed.peakMemory));
    return lines;
  },
};
