/** An nginx of our own on this machine: the portal behind it, and files that it serves itself. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { localAddress } from "@/lib/runtime/answer";
import { requirePort } from "@/lib/runtime/port";

const HOST = "127.0.0.1";
/** Its workers would else be nobody, who may not read what lies in a temporary folder. */
const IS_ROOT = process.getuid?.() === 0;
const START_LIMIT_MS = 5_000;

export type Nginx = { proxy: string; files: string; stop: () => Promise<void> };

/**
 * @param proxy what stands in `http { … }` for the portal, given the port it shall listen on
 * @returns why not, where there is none
 */
export async function startNginx(folder: string, proxy: (port: number) => string): Promise<Nginx | string> {
  const [proxyPort, filesPort] = [await requirePort(HOST, 0), await requirePort(HOST, 0)];
  await mkdir(join(folder, "tmp"), { recursive: true });
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${join(folder, "tmp", name)};`)
    .join("\n");
  const config = join(folder, "nginx.conf");
  await writeFile(
    config,
    `${IS_ROOT ? "user root;" : ""} daemon off; pid ${join(folder, "nginx.pid")}; error_log ${join(folder, "error.log")}; worker_processes auto;
events {}
http {
  include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on;
  ${temporary}
  ${proxy(proxyPort)}
  server { listen ${HOST}:${filesPort}; root ${join(folder, "files")}; }
}
`,
  );
  const child = spawn("nginx", ["-p", folder, "-e", join(folder, "error.log"), "-c", config], { stdio: "ignore" });
  const ended = once(child, "exit").catch(() => "missing");
  const first = await Promise.race([ended, untilListening(filesPort)]);
  if (first === "missing") return "there is no nginx on PATH";
  if (first !== "listening") return `nginx does not start; why is in ${join(folder, "error.log")}`;
  return {
    proxy: localAddress(HOST, proxyPort),
    files: localAddress(HOST, filesPort),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function untilListening(port: number): Promise<"listening" | "silent"> {
  const deadline = performance.now() + START_LIMIT_MS;
  while (performance.now() < deadline) {
    const answers = await fetch(`${localAddress(HOST, port)}/`).then(
      () => true,
      () => false,
    );
    if (answers) return "listening";
  }
  return "silent";
}

/** What is sent to browsers, as it is sent: compressed. */
export function packed(address: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { "accept-encoding": "gzip, deflate, br, zstd" };
    request(address, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("end", () => resolve(Buffer.concat(chunks)));
    })
      .once("error", reject)
      .end();
  });
}
