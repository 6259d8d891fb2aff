/** An article file as text ⇄ what it says. */
import { createHash } from "node:crypto";
import { Refusal } from "../transfer/refusal";
import { type Fields, parseYaml } from "../transfer/yaml";
import { type ArticleData, articleData } from "./fields";
import { frontMatterOf } from "./front-matter";

export type ArticleFile = { fields: Fields; data: ArticleData; body: string };

/** @throws Refusal with the reason, when the text is no article. */
export function parseArticleFile(text: string): ArticleFile {
  const { fields, body } = parseFrontMatter(text);
  return { fields, data: articleData(fields), body };
}

/** Front matter and body of any Markdown file. @throws Refusal without front matter, or when it is no YAML. */
export function parseFrontMatter(text: string): { fields: Fields; body: string } {
  const parts = frontMatterOf(text);
  if (!parts) throw new Refusal("it has no front matter (YAML between two lines of ---)");
  return { fields: parseYaml(text.slice(parts.yamlStart, parts.yamlEnd)), body: text.slice(parts.bodyStart) };
}

/** SHA-256 of a file's text, in hex. */
export const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
