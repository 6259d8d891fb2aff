/** Many editors at once on the same articles: nothing is lost, nothing breaks. */
import { type APIRequestContext, expect, test } from "@playwright/test";
import { like } from "drizzle-orm";
import { connect } from "../db/client";
import { article } from "../db/schema";
import { createUser } from "../lib/people/users";
import { randomFrom } from "../lib/random";
import { brokenInvariants } from "../lib/story/invariants";
import { databaseUrl } from "./database-url";
import { removeArticles } from "./remove-articles";

const SECONDS = process.env.LONG_TESTS ? 60 : 4;
const EDITORS = process.env.LONG_TESTS ? 20 : 6;
const ARTICLES = process.env.LONG_TESTS ? 200 : 40;
const PASSWORD = "correct horse battery";
const PROVIDER = "many-editors.example";

type Told = { results: { id: number; changed: boolean }[] };

test("editors who edit, publish and merge the same articles lose nothing", async ({ playwright, baseURL }) => {
  test.setTimeout((SECONDS + 120) * 1_000);
  const { db, sql, close } = connect(await databaseUrl());
  const sessions: APIRequestContext[] = [];
  try {
    const ids = await seed(sql);
    const emails = Array.from({ length: EDITORS }, (_, index) => `editor-${index}@${PROVIDER}`);
    for (const email of emails) {
      await createUser(db, { email, password: PASSWORD, role: "editor" }, { id: null, name: "test" });
      sessions.push(await signedIn(await playwright.request.newContext({ baseURL }), email));
    }

    const until = Date.now() + SECONDS * 1_000;
    const written: { id: number; token: string }[] = [];
    const statuses = new Map<number, number>();
    await Promise.all(
      sessions.map(async (session, editor) => {
        const random = randomFrom(`editor ${editor}`);
        const anyOf = (list: number[]) => list[Math.floor(random() * list.length)] as number;
        const post = async (path: string, data: object) => {
          const response = await session.post(`/api/newsroom/${path}`, { data, maxRetries: 0 });
          statuses.set(response.status(), (statuses.get(response.status()) ?? 0) + 1);
          return response.ok() ? ((await response.json()) as Told) : null;
        };
        for (let turn = 0; Date.now() < until; turn++) {
          const id = anyOf(ids);
          const choice = random();
          if (choice < 0.5) {
            // As the edit form does: the whole text anew, from the version that was seen.
            const [seen] = await sql`select version, excerpt from article where id = ${id}`;
            const token = `[${editor}.${turn}]`;
            const changes = { excerpt: `${seen?.excerpt}${token}` };
            const told = await post("articles", { edits: [{ id, version: seen?.version, changes }] });
            if (told?.results[0]?.changed) written.push({ id, token });
          } else if (choice < 0.75) {
            const state = random() < 0.5 ? "published" : "unpublished";
            await post("articles", { edits: [{ id, changes: { state, quality: 60 + Math.floor(random() * 60) } }] });
          } else if (choice < 0.9) {
            await post("stories", { do: "merge", ids: [...new Set([id, anyOf(ids), anyOf(ids)])] });
          } else if (choice < 0.97) {
            await post("stories", { do: "split", ids: [id] });
          } else {
            await post("undo", { last: true });
          }
        }
      }),
    );

    const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
    console.log(`${EDITORS} editors, ${total} acts in ${SECONDS} s: ${JSON.stringify(Object.fromEntries(statuses))}`);
    const refused = [...statuses.keys()].filter((status) => ![200, 400, 404, 409].includes(status));
    expect(refused).toEqual([]);
    expect(statuses.get(200) ?? 0).toBeGreaterThan(EDITORS);

    const rows = await sql`select id::int as id, excerpt from article where id in ${sql(ids)}`;
    const excerpts = new Map(rows.map(({ id, excerpt }) => [id, String(excerpt)]));
    // What somebody took back by Undo is gone because they wanted it so.
    const undone = await sql<{ excerpt: string }[]>`
      select before ->> 'excerpt' as excerpt from audit_event
       where undoes is not null and before ? 'excerpt' and subject_id::int in ${sql(ids)}`;
    const takenBack = undone.map(({ excerpt }) => excerpt).join("\n");
    const lost = written.filter(({ id, token }) => !excerpts.get(id)?.includes(token) && !takenBack.includes(token));
    expect(lost).toEqual([]);
    const broken = await brokenInvariants(db, new Date());
    const ours = new Set(ids);
    // Other tests beside this one may put in rows of their own.
    const told = process.env.LONG_TESTS ? broken : broken.filter(({ examples }) => examples.some((id) => ours.has(id)));
    expect(told).toEqual([]);
  } finally {
    await removeArticles(db, like(article.webUrl, `https://${PROVIDER}/%`));
    for (const session of sessions) await session.dispose();
    await close();
  }
});

async function seed(sql: ReturnType<typeof connect>["sql"]): Promise<number[]> {
  await sql`insert into provider (domain, name) values (${PROVIDER}, 'Many Editors') on conflict do nothing`;
  const rows = await sql`
    insert into article (slug, state, title, published_at, web_url, provider_id, quality, heat)
    select '2020-01-01-many-editors-' || n, 'queued', 'Many editors ' || n, '2020-01-01'::timestamptz + n * interval '1 minute',
           ${`https://${PROVIDER}/`} || n, provider.id, 60, 60
      from generate_series(1, ${ARTICLES}::int) n, provider where domain = ${PROVIDER}
    on conflict (slug) do update set state = 'queued', excerpt = ''
    returning id::int as id`;
  return rows.map(({ id }) => id);
}

async function signedIn(session: APIRequestContext, email: string): Promise<APIRequestContext> {
  const { csrfToken } = await (await session.get("/api/auth/csrf")).json();
  const form = { email, password: PASSWORD, csrfToken, json: "true" };
  expect((await session.post("/api/auth/callback/credentials", { form })).ok()).toBe(true);
  return session;
}
