import { rmSync } from "node:fs";

/** Removes what the portal under test kept. It has stopped by then. */
export default function teardown(): void {
  const folder = process.env.E2E_DATA_DIR;
  if (folder?.includes("gazette-e2e-")) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
