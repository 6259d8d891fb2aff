/** Article files as they come to `npm run import`, as many as asked. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DAY_MS } from "@/lib/time";
import { between, pick, pronounceable, randomFrom, vocabulary, zipf } from "./words";

const VOCABULARY = 20_000;
const PROVIDERS = 200;
const TOPICS = 30;
const YEARS = 10;
const LAST_DAY = Date.UTC(2026, 10, 1);
const AT_ONCE = 100;
/** Folders with more files than this are slow to walk. */
const FILES_A_FOLDER = 10_000;

/** Writes them below `folder`, the same for the same seed. */
export async function writeArticleFiles(folder: string, count: number, seed: number): Promise<void> {
  const random = randomFrom(seed);
  const words = vocabulary(random, VOCABULARY);
  const word = zipf(random, words.length);
  const domains = Array.from({ length: PROVIDERS }, () => `${pronounceable(random, 3)}.example`);
  const topics = Array.from({ length: TOPICS }, () => pronounceable(random, 2));
  const text = (least: number, most: number) =>
    Array.from({ length: between(random, least, most) }, () => words[word()]).join(" ");
  const file = (number: number) => {
    const at = new Date(LAST_DAY - Math.floor(random() * YEARS * 365 * DAY_MS)).toISOString();
    const domain = pick(random, domains);
    const quality = between(random, 30, 120);
    const name = `${at.slice(0, 10)}-${text(4, 8).replaceAll(" ", "-")}-${number}.md`;
    const lines = [
      "category: news",
      `title: "${text(6, 12)}"`,
      `excerpt: "${text(20, 40)}."`,
      `publishedDateTime: ${at.slice(0, 19)}Z`,
      `webUrl: "https://${domain}/${number}"`,
      `originalUrl: "https://${domain}/${number}"`,
      "type: article",
      `quality: ${quality}`,
      "published: true",
      `provider:\n  name: ${domain.split(".")[0]}\n  domain: ${domain}`,
      `topics:\n  - ${pick(random, topics)}`,
    ];
    return { name, content: `---\n${lines.join("\n")}\n---\n` };
  };
  for (let done = 0; done < count; done += AT_ONCE) {
    const into = join(folder, String(Math.floor(done / FILES_A_FOLDER)), "_news");
    await mkdir(into, { recursive: true });
    const files = Array.from({ length: Math.min(AT_ONCE, count - done) }, (_, place) => file(done + place + 1));
    await Promise.all(files.map(({ name, content }) => writeFile(join(into, name), content)));
  }
}
