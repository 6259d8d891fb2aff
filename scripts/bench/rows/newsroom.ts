/** Measures the newsroom's list of articles as a signed-in editor asks for it: filters, orders, first pages and deep ones. */
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { benchEditor, EDITOR } from "../editor";
import { type Client, client } from "../http";
import { latency, openLoop } from "../load";
import type { Line, Row } from "../row";

/** Each page reads the database anew: an editor, not a crowd. */
const RATE = 4;
const REQUESTS = 24;
const WARM_UP = 2;
export const newsroom: Row = {
  id: "newsroom",
  what: "The newsroom’s list of articles, one editor: p99",
  goal: "",
  isQuick: false,
  async measure({ db, portal, signal }) {
    const { origin } = await portal("postgres");
    await benchEditor(db);
    const asking = client(origin);
    try {
      const cookie = await signedIn(asking);
      const lines: Line[] = [];
      for (const { what, query } of await lists(db)) {
        const path = `/admin/articles${query ? `?${query}` : ""}`;
        const send = async () => {
          const { status, body } = await asking.ask({ path, headers: { cookie } });
          if (status !== 200) throw new Error(`It answers ${status}.`);
          return body.includes('data-article="');
        };
        await openLoop({ rate: RATE, count: WARM_UP, signal }, send);
        const { p50, p99, errors, others } = latency(await openLoop({ rate: RATE, count: REQUESTS, signal }, send));
        const wrong = errors + others > 0 ? `, ${errors} errors, ${others} empty` : "";
        lines.push({ what, measured: p99, unit: "ms", note: `p50 ${p50.toFixed(0)} ms${wrong}` });
      }
      return lines;
    } finally {
      asking.close();
    }
  },
};

/** The cookie of a new session. https://next-auth.js.org/getting-started/rest-api */
async function signedIn({ ask }: Client): Promise<string> {
  const csrf = await ask({ path: "/api/auth/csrf" });
  const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
  const form = new URLSearchParams({ csrfToken, email: EDITOR.email, password: EDITOR.password, json: "true" });
  const answer = await ask({
    path: "/api/auth/callback/credentials",
    body: form.toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookiesOf(csrf.cookies) },
  });
  const cookie = cookiesOf(answer.cookies);
  if (!cookie.includes("session-token=")) throw new Error("The newsroom doesn't let the benchmark in.");
  return cookie;
}

const cookiesOf = (set: string[]) => set.map((one) => one.split(";")[0]).join("; ");

/** What editors ask for, with values that these articles have. */
async function lists(db: Db): Promise<{ what: string; query: string }[]> {
  const [row] = await db.execute<{
    large: string;
    small: string;
    topic: string;
    word: string;
    rare: string;
    deep: string;
    rank: string;
  }>(sql`
    with counted as (select provider_id, count(*) as articles from article group by provider_id),
         middle as (select id, published_at, quality from article where id >= (select max(id) / 2 from article) and quality is not null order by id limit 1)
    select (select domain from provider where id = (select provider_id from counted order by articles desc limit 1)) as large,
           (select domain from provider where id = (select provider_id from counted order by articles limit 1)) as small,
           (select topic_id from article_topic group by topic_id order by count(*) limit 1) as topic,
           (select word from search_word where word ~ '^[a-z]{5,}$' order by abs(articles - (select count(*) from article) / 100), word limit 1) as word,
           (select word from search_word where word ~ '^[a-z]{5,}$' order by abs(articles - 50), word limit 1) as rare,
           (select (extract(epoch from published_at) * 1000000)::bigint || '_' || id from middle) as deep,
           (select quality || '_' || id from middle) as rank`);
  if (!row) throw new Error("There are no articles.");
  const { large, small, topic, word, rare, deep, rank } = row;
  return [
    { what: "all, first page", query: "" },
    { what: "all, a page in the middle", query: `after=${deep}` },
    { what: "by quality, a page in the middle", query: `sort=quality&after=${rank}` },
    { what: "last changed first", query: "sort=changed" },
    { what: "published, by heat", query: "state=published&sort=heat" },
    { what: "a large provider, a page in the middle", query: `provider=${large}&after=${deep}` },
    { what: "a small provider, by quality", query: `provider=${small}&sort=quality` },
    { what: "a topic, last changed first", query: `topic=${encodeURIComponent(topic)}&sort=changed` },
    { what: "quality and heat, in a story", query: "qualityFrom=70&qualityTo=80&heatFrom=60&story=in" },
    { what: "low quality, by heat", query: "qualityTo=35&sort=heat" },
    { what: "a month, by quality", query: "from=2024-03-01&to=2024-03-31&sort=quality" },
    { what: "a word of one in a hundred", query: `q=${word}` },
    { what: "the same, by quality, of a provider", query: `q=${word}&provider=${large}&sort=quality` },
    { what: "a rare word", query: `q=${rare}` },
  ];
}
