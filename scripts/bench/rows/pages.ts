import { publicAddresses } from "../public-addresses";
import type { Line, Row } from "../row";
import { sideBySide } from "../slices";

const LEAST = 0.7;

export const pages: Row = {
  id: "pages",
  what: "Pages, feeds and lists: requests/s",
  goal: "0.7 of a bare static Next.js page of the same size",
  isQuick: true,
  async measure({ db, portal, bare, slices, signal, say }) {
    const { origin, pids } = await portal("postgres");
    const { origin: bareOrigin, pid, give, pageOfSize } = await bare();
    const lines: Line[] = [];
    for (const { name, path } of await publicAddresses(db)) {
      say(`  ${name} …`);
      const content = await contentOf(origin + path);
      const file = name.replaceAll(" ", "-");
      await give(file, content.replaceAll(/<script.*?<\/script>/gs, ""));
      const bytes = Buffer.byteLength(content);
      const paths = [await pageOfSize("static", file, bytes)];
      const reference = { origin: bareOrigin, pid, paths, what: "bare page" };
      const measured = { origin, pid: pids().app, paths: [path] };
      const goal = { of: "ratio", least: LEAST } as const;
      const rates = await sideBySide(measured, reference, { slices, signal, goal });
      lines.push({ what: `${name} (${Math.round(bytes / 1000)} kB)`, ...rates });
    }
    return lines;
  },
};

/** @throws Error when it answers anything but 200 */
export async function contentOf(address: string): Promise<string> {
  const answer = await fetch(address);
  if (answer.ok) return answer.text();
  throw new Error(`${new URL(address).pathname} answers ${answer.status}.`);
}
