/** The parts of the queue's page, and what is kept of an article there. */
import { expect, type Page } from "@playwright/test";
import { rowOf } from "./queued";

export const toJudge = (page: Page) => page.getByRole("article", { name: "To judge" });
export const heading = (page: Page) => toJudge(page).getByRole("heading", { level: 2 });
export const line = (page: Page, title: string) =>
  page.getByRole("region", { name: /waiting|waits/ }).getByRole("link", { name: title });
export const status = (page: Page) => page.getByRole("status");

/** Waits until the article of this title has these fields. */
export const saved = (title: string, fields: Record<string, unknown>) =>
  expect.poll(() => rowOf(title)).toMatchObject(fields);

/** For `queueOf`. No two titles may share a word: what is alike stands together. */
export const titled = (...titles: string[]) => titles.map((title) => ({ title }));
