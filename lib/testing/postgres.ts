/** A real Postgres for the tests of one run: TEST_DATABASE_URL where it is set, else an embedded one. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    project.provide("postgresUrl", given);
    return;
  }
  const { startEmbeddedPostgres } = await import("../runtime/embedded-postgres");
  const dataDir = await mkdtemp(join(tmpdir(), "gazette-test-"));
  const server = await startEmbeddedPostgres(dataDir);
  project.provide("postgresUrl", server.url);
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
