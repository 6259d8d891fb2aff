/** A process of its own, so that its memory can be told: fills the database with generated articles. */
import { connect } from "@/db/client";
import { generateArticles } from "./articles";

const [url = "", count, seed] = process.argv.slice(2);
const { db, close } = connect(url, { max: 4 });
let saidAt = performance.now();
await generateArticles(db, {
  count: Number(count),
  seed: Number(seed),
  onProgress: (done, all) => {
    if (performance.now() - saidAt < 5_000) return;
    saidAt = performance.now();
    console.log(`${done} of ${all} articles`);
  },
});
await close();
