/** nginx with the configuration in deploy/nginx, in front of a server of a test's own. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";

const SHIPPED = fileURLToPath(new URL("../deploy/nginx/gazette.conf", import.meta.url));

/** Whether there is an nginx on PATH. */
export const hasNginx = () => spawnSync("nginx", ["-v"]).status === 0;

/** Listens on `port` of this machine and asks the server at `origin`. */
export async function nginxBefore(origin: string, port: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "gazette-nginx-"));
  const shipped = await readFile(SHIPPED, "utf8");
  const site = shipped
    .replaceAll("/var/cache/nginx/", `${folder}/`)
    .replaceAll("127.0.0.1:3000", new URL(origin).host)
    .replace(/listen 80;/, `listen 127.0.0.1:${port};`);
  await writeFile(join(folder, "site.conf"), site);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const lines = [
    // Started by root, its workers would be nobody, who may not write here.
    ...(process.getuid?.() === 0 ? ["user root;"] : []),
    "daemon off;",
    "worker_processes 1;",
    `pid ${folder}/pid;`,
    `error_log ${folder}/error.log;`,
    "events {}",
    "http {",
    ...temporary.map((name) => `${name}_temp_path ${folder}/${name}_temp;`),
    "access_log off;",
    `include ${folder}/site.conf;`,
    "}",
  ];
  await writeFile(join(folder, "nginx.conf"), lines.join("\n"));
  const child = spawn("nginx", ["-e", `${folder}/error.log`, "-c", join(folder, "nginx.conf")], { stdio: "inherit" });
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(() =>
      fetch(`${url}/robots.txt`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
  return {
    url,
    async stop() {
      await ended(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGQUIT");
  });
}
