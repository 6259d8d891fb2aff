/** `npm run build`: what a start would build, apart: for images, and machines that only run. */
// As `npm start` does.
import "./mend-postgres.mjs";
import { beginLog } from "@/lib/log/log";
import { ensureBuilt } from "@/lib/runtime/next-build";
import { childEnvironment } from "@/lib/runtime/programs";
import { run } from "./cli";

const usage = `Usage: npm run build

Builds the portal for these sources, unless that is done, so that the next start need not. Needs no database, and no
settings: what is built is the same for every portal.`;

await run({ usage, options: {} }, async ({ settings }) => {
  beginLog({ name: "build" });
  const environment = childEnvironment(settings, false);
  await ensureBuilt(environment, () => console.log("Building the portal …"), new AbortController().signal);
  console.log("The portal is built.");
});
