import { readFile } from "node:fs/promises";
import { parse } from "dotenv";
import { expect, test } from "vitest";
import { parseSettings, SETTING_NAMES } from "./env";

const example = await readFile(new URL("../.env.example", import.meta.url), "utf8");
const shown = [...example.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name = "", value = ""]) => ({ name, value }));

test(".env.example shows every setting, in the order of the schema", () => {
  expect(shown.map(({ name }) => name)).toEqual(SETTING_NAMES);
  expect(parse(example)).toEqual({});
});

test("it can be used as it is, and shows the defaults where there are any", () => {
  const given = Object.fromEntries(shown.map(({ name, value }) => [name, value]));
  const fromExample: Record<string, unknown> = parseSettings(given);
  const examples = ["DATABASE_URL", "MEILISEARCH_URL", "SITE_URL"];
  for (const [name, value] of Object.entries(parseSettings({}))) {
    if (!examples.includes(name)) expect({ [name]: fromExample[name] }).toEqual({ [name]: value });
  }
});
