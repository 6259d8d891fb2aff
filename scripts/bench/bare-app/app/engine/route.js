/** Sends what the portal's engine sends for a search, and answers with what comes back. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "../../database.mjs";

const files = new Map();

export async function GET(request) {
  const { searchParams } = request.nextUrl;
  const name = searchParams.get("file");
  if (!files.has(name)) files.set(name, JSON.parse(readFileSync(join(process.env.BARE_CONTENT, name), "utf8")));
  const asked = files.get(name)[Number(searchParams.get("search"))];
  return Response.json(asked.statements ? await ofPostgres(asked.statements) : await ofServer(asked.requests));
}

/** In one transaction, as the engine does. */
const ofPostgres = (statements) =>
  sql.begin(async (tx) => {
    const answers = [];
    for (const { query, params } of statements) answers.push(await tx.unsafe(query, params, { prepare: true }));
    return answers;
  });

async function ofServer(requests) {
  const answers = [];
  for (const { url, headers, body } of requests) {
    const answer = await fetch(url, { method: "POST", headers, body, cache: "no-store" });
    answers.push(await answer.json());
  }
  return answers;
}
