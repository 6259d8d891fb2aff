import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    meilisearch: { url: string; key: string | undefined } | null;
  }
}
export default async function setup(project: TestProject) {
  project.provide("meilisearch", { url: "http://127.0.0.1:4700", key: "testkeytestkeytestkey" });
}
