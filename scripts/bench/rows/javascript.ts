import { chromium } from "@playwright/test";
import { browserOptions } from "@/e2e/browser";
import { urls } from "@/lib/urls";
import { publicAddresses } from "../public-addresses";
import type { Line, Row } from "../row";

const MOST_MORE_KB = 15;
const PAGES = ["home", "latest", "topic", "provider", "article"];

export const javascript: Row = {
  id: "javascript",
  what: "JavaScript that a public page loads, compressed",
  goal: "at most 15 kB more than a bare Next.js page",
  isQuick: true,
  async measure({ db, portal, bare, queries }) {
    const { origin } = await portal("postgres");
    const { origin: bareOrigin, give } = await bare();
    await give("empty", "");
    const browser = await chromium.launch(await browserOptions());
    const loaded = async (address: string) => {
      const page = await browser.newPage();
      const sizes: Promise<number>[] = [];
      page.on("requestfinished", (request) => {
        if (request.resourceType() === "script")
          sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
      });
      await page.goto(address, { waitUntil: "networkidle" });
      const all = await Promise.all(sizes);
      await page.close();
      return all.reduce((sum, size) => sum + size, 0) / 1000;
    };
    try {
      const reference = { what: "bare page", value: await loaded(`${bareOrigin}/static/empty/0`) };
      const pages = (await publicAddresses(db)).filter(({ name }) => PAGES.includes(name));
      const lines: Line[] = [];
      for (const { name, path } of [...pages, { name: "search", path: urls.search({ q: queries[0]?.q ?? "" }) }]) {
        const goal = { of: "difference", most: MOST_MORE_KB } as const;
        lines.push({ what: name, measured: await loaded(origin + path), unit: "kB", reference, goal });
      }
      return lines;
    } finally {
      await browser.close();
    }
  },
};
