import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CORE_SCHEMA, load, mergeTag } from "js-yaml";
import { expect, test } from "vitest";
import { z } from "zod";
import { parseSettings, SETTING_NAMES } from "@/lib/env";
import { PROJECT_ROOT } from "@/lib/runtime/children";
import { PARTS } from "@/lib/runtime/part";
import packageJson from "../package.json";

const read = (path: string) => readFileSync(join(PROJECT_ROOT, path), "utf8");
const service = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  mem_limit: z.string().optional(),
  restart: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  healthcheck: z.object({ disable: z.boolean().optional(), test: z.array(z.string()).optional() }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string(), restart: z.boolean().optional() })).default({}),
});
const compose = z
  .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) })
  .parse(load(read("compose.yaml"), { schema: CORE_SCHEMA.withTags(mergeTag) }));
const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image.startsWith("gazette:"));

test("compose.yaml has the parts, each of one version, with a limit of memory and a check of health", () => {
  expect(Object.keys(compose.services).sort()).toEqual(
    ["meilisearch", "migrate", "postgres", "proxy", "web", "worker"].sort(),
  );
  for (const [name, { image, mem_limit, healthcheck, restart }] of services) {
    expect(image, name).toMatch(/:v?\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
    expect(mem_limit, name).toMatch(/^\d+m$/);
    expect(restart, name).toBe(name === "migrate" ? "no" : "unless-stopped");
    // That of the web server is in the image.
    const isChecked = healthcheck?.test !== undefined || name === "web";
    expect(isChecked || healthcheck?.disable === true, name).toBe(true);
  }
  expect(compose.services.web?.image).toBe(`gazette:${packageJson.version}`);
  expect(ours.filter(([, { build }]) => build !== undefined)).toHaveLength(1);
});

test("only the proxy can be reached from elsewhere", () => {
  expect(services.filter(([, { ports }]) => ports.length > 0).map(([name]) => name)).toEqual(["proxy"]);
});

test("every setting that it gives to Gazette exists, and its value is taken", () => {
  expect(ours.map(([name]) => name).sort()).toEqual([...PARTS].sort());
  for (const [name, { environment, command }] of ours) {
    expect(command).toEqual(["--only", name]);
    expect(Object.keys(environment).filter((setting) => !SETTING_NAMES.includes(setting))).toEqual([]);
    const given = Object.entries(environment).map(([setting, value]) => [setting, filledIn(value)] as const);
    expect(() => parseSettings(Object.fromEntries(given)), name).not.toThrow();
  }
});

const filledIn = (value: string) =>
  value.replace(/\$\{(\w+):([?-])\}/g, (_, name: string, kind) =>
    kind === "-" ? "" : name === "SITE_HOST" ? "news.example.org" : "0123456789abcdef",
  );

test("what it wants filled in is what compose.env.example lists, and each secret is required", () => {
  const wanted = [...read("compose.yaml").matchAll(/\$\{(\w+)(:[?-])\}/g)];
  const listed = [...read("deploy/compose.env.example").matchAll(/^(\w+)=/gm)].map(([, name]) => name);
  expect([...new Set(wanted.map(([, name]) => name))].sort()).toEqual(listed.sort());
  const secrets = wanted.filter(([, name]) => /SECRET|KEY|POSTGRES_PASSWORD/.test(name ?? ""));
  expect(secrets.map(([, , kind]) => kind).filter((kind) => kind !== ":?")).toEqual([]);
  for (const file of [".gitignore", ".dockerignore"]) expect(read(file)).toMatch(/^deploy\/compose\.env$/m);
});

test("every file and volume that it names is there", () => {
  for (const [name, { volumes, depends_on }] of services) {
    for (const from of volumes.map((volume) => volume.split(":")[0] ?? "")) {
      if (from.startsWith("./")) expect(existsSync(join(PROJECT_ROOT, from)), from).toBe(true);
      else if (!from.startsWith("$")) expect(Object.keys(compose.volumes), name).toContain(from);
    }
    for (const other of Object.keys(depends_on)) expect(Object.keys(compose.services)).toContain(other);
  }
});

test("the image is of one version of Node that Gazette runs on, not root's, checked, and made of files that are there", () => {
  const dockerfile = read("Dockerfile");
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
  expect(new Set(bases).size).toBe(1);
  expect(bases[0]).toMatch(/^node:24\.\d+\.\d+-bookworm-slim$/);
  expect(dockerfile.match(/^USER (.*)$/gm)).toEqual(["USER node"]);
  expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  expect(dockerfile).toContain("/api/health/ready");
  expect(dockerfile).not.toMatch(/^ADD |:latest|curl .*\| *sh/m);
  for (const [, sources = ""] of dockerfile.matchAll(/^COPY (?!--)(.*) \S+$/gm)) {
    for (const source of sources.split(" ")) expect(existsSync(join(PROJECT_ROOT, source)), source).toBe(true);
  }
  for (const [script] of dockerfile.matchAll(/scripts\/\w+\.ts/g))
    expect(existsSync(join(PROJECT_ROOT, script))).toBe(true);
  const set = [...(dockerfile.match(/^ENV NODE_ENV.*$/m)?.[0] ?? "").matchAll(/([A-Z_]+)=/g)].map(([, name]) => name);
  const known = [...SETTING_NAMES, "NODE_ENV", "NEXT_TELEMETRY_DISABLED"];
  expect(set.filter((name) => !known.includes(name ?? ""))).toEqual([]);
});

test("the proxy's configuration is the one for a machine, at the address of the container and with HTTPS", () => {
  const folder = mkdtempSync(join(tmpdir(), "gazette-proxy-"));
  try {
    const made = join(folder, "default.conf");
    const files = { GAZETTE_CONF: join(PROJECT_ROOT, "deploy/nginx/gazette.conf"), NGINX_CONF: made };
    const env = { ...process.env, ...files, SITE_HOST: "news.example" };
    expect(spawnSync("sh", [join(PROJECT_ROOT, "deploy/nginx/compose.sh")], { env }).status).toBe(0);
    const conf = readFileSync(made, "utf8");
    expect(conf).toContain("\tserver web:3000;");
    expect(conf).not.toContain("127.0.0.1");
    expect(conf).toMatch(/listen 443 ssl;\s+ssl_certificate \/certs\/fullchain\.pem;\s+ssl_certificate_key/);
    expect(conf.match(/^\tserver_name .*/gm)).toEqual(["\tserver_name news.example;"]);
    expect(conf.match(/listen 80 .*/g)).toEqual(["listen 80 default_server;"]);
    expect(conf).toContain("return 308 https://news.example$request_uri;");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
