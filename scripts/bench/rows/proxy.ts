import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { urls } from "@/lib/urls";
import { packed, startNginx } from "../nginx";
import { publicAddresses } from "../public-addresses";
import type { Line, Row } from "../row";
import { shippedProxy } from "../shipped-proxy";
import { sideBySide } from "../slices";
import { contentOf } from "./pages";

const LEAST = 0.8;
const MEASURED = ["home", "article", "rss.xml"];

export const proxy: Row = {
  id: "proxy",
  what: "Behind the shipped proxy with its cache: requests/s",
  goal: "0.8 of the same file served statically by it",
  isQuick: true,
  async measure(bench) {
    const { db, portal, slices, signal, stops } = bench;
    const folder = join(bench.folder, "nginx");
    await mkdir(join(folder, "files"), { recursive: true });
    const { origin } = await portal("postgres");
    const shipped = await shippedProxy(origin, folder);
    if (!shipped) return "there is no configuration in deploy/nginx";
    const nginx = await startNginx(folder, shipped);
    if (typeof nginx === "string") return nginx;
    stops.push(nginx.stop);
    const addresses = (await publicAddresses(db)).filter(({ name }) => MEASURED.includes(name));
    const lines: Line[] = [];
    for (const { name, path } of addresses) {
      const file = join(folder, "files", `${name}.html`);
      await mkdir(dirname(file), { recursive: true });
      // As long as what goes over the wire: the proxy sends what came compressed.
      await writeFile(file, await packed(nginx.proxy + path));
      const reference = { origin: nginx.files, pid: undefined, paths: [`/${name}.html`], what: "static file" };
      const goal = { of: "ratio", least: LEAST } as const;
      lines.push({
        what: name,
        ...(await sideBySide({ origin: nginx.proxy, pid: undefined, paths: [path] }, reference, {
          slices,
          signal,
          goal,
        })),
      });
    }
    await contentOf(nginx.proxy + urls.home);
    await nginx.stop();
    return lines;
  },
};
