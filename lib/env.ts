/** The only reader of process.env: every setting, its default and its check. */
import { config as readDotEnv } from "dotenv";
import { z } from "zod";
import { isTimeZone } from "./zone";

const port = z.coerce.number("must be a number").int("must be a whole number").min(0).max(65535);
const onOff = z.enum(["on", "off"], "must be on or off");
const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
  });

const schema = z
  .object({
    PORT: port.default(3000),
    HOST: z.string().min(1).default("127.0.0.1"),
    DATA_DIR: z.string().min(1).default(".data"),
    DATABASE_URL: url(["postgres:", "postgresql:"]).optional(),
    DATABASE_READ_URL: url(["postgres:", "postgresql:"]).optional(),
    SEARCH_ENGINE: z.enum(["auto", "meilisearch", "postgres"], "must be auto, meilisearch or postgres").default("auto"),
    MEILISEARCH_URL: z
      .string()
      .refine((value) => areServers(value), {
        error: "must be an address such as http://localhost:7700, or several with commas between; the key goes apart",
      })
      .optional(),
    MEILISEARCH_API_KEY: z.string().optional(),
    MEILISEARCH_INDEX: z
      .string()
      .regex(/^[a-zA-Z0-9_-]{1,100}$/, "must have only letters, digits, - and _, at most 100")
      .default("gazette"),
    SEARCH_TIMEOUT_MS: z.coerce
      .number("must be a number")
      .int("must be a whole number")
      .min(50, "must be at least 50")
      .max(10_000, "must be at most 10000")
      .default(400),
    SITE_URL: url(["http:", "https:"])
      .transform((value) => value.replace(/\/+$/, ""))
      .optional(),
    SITE_NAME: z.string().min(1).max(60).default("Gazette"),
    SITE_DESCRIPTION: z.string().max(300).default("Data, runtimes and the open web"),
    NEXTAUTH_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
    ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
    ADMIN_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
    SAMPLE_CONTENT: onOff.default("on"),
    SITE_LOCALE: z
      .string()
      .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, "must be a language tag such as en-us")
      .default("en-us"),
    SITE_TIME_ZONE: z
      .string()
      .refine(isTimeZone, { error: "must be a time zone such as UTC or Europe/Berlin" })
      .default("UTC"),
    RATE_LIMIT: onOff.default("on"),
    TRUST_PROXY: onOff.default("off"),
    HSTS: z.enum(["subdomains", "site", "off"], "must be subdomains, site or off").default("site"),
    WEBSUB_HUB: url(["http:", "https:"]).optional(),
    INDEXNOW_KEY: z
      .string()
      .regex(/^[a-zA-Z0-9-]{8,128}$/, "must have 8 to 128 letters, digits and -")
      .optional(),
    PICTURES_MAX_MB: z.coerce
      .number("must be a number")
      .int("must be a whole number")
      .min(10, "must be at least 10")
      .default(1024),
    PAGE_CACHE_MB: z.coerce
      .number("must be a number")
      .int("must be a whole number")
      .min(8, "must be at least 8")
      .default(96),
    LOG_LEVEL: z
      .enum(["debug", "info", "warn", "error", "silent"], "must be debug, info, warn, error or silent")
      .default("info"),
    LOG_FORMAT: z.enum(["auto", "json", "text"], "must be auto, json or text").default("auto"),
    SLOW_QUERY_MS: z.coerce
      .number("must be a number")
      .int("must be a whole number")
      .min(0, "must be at least 0")
      .default(500),
    METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: url(["http:", "https:"]).optional(),
    CORPUS_DIR: z.string().optional(),
  })
  .refine((settings) => !settings.ADMIN_EMAIL === !settings.ADMIN_PASSWORD, {
    path: ["ADMIN_EMAIL"],
    error: "and ADMIN_PASSWORD must be set together",
  });

export type Settings = z.infer<typeof schema> & { SITE_URL: string };

/** Every setting there is, as .env.example shows them. */
export const SETTING_NAMES = Object.keys(schema.shape);

/** A wrong setting, with a sentence for the operator. */
export class SettingsError extends Error {}

/**
 * Parses settings.
 * @throws SettingsError that names each wrong value and what it should be.
 */
export function parseSettings(source: Record<string, string | undefined>): Settings {
  // An empty value in .env means "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => {
      const name = issue.path.join(".");
      const shown = /SECRET|PASSWORD|KEY|TOKEN|DATABASE|MEILISEARCH_URL/.test(name)
        ? ""
        : ` (it is "${given[name] ?? ""}")`;
      return `${name} ${lowerFirst(issue.message)}${shown}`;
    });
    throw new SettingsError(`Wrong setting: ${problems.join("; ")}. Change it in .env or in the environment.`);
  }
  const { data } = result;
  return { ...data, SITE_URL: data.SITE_URL ?? `http://localhost:${data.PORT}` };
}

/** Names in .env that Gazette does not know: probably misspelt. */
export function unknownNames(dotEnv: Record<string, string>): string[] {
  const known = new Set([...SETTING_NAMES, "NEXTAUTH_URL", "NODE_ENV"]);
  // Those of OpenTelemetry are read by its own packages.
  return Object.keys(dotEnv).filter((name) => !known.has(name) && !name.startsWith("OTEL_"));
}

/** Whether this is a portal that readers use: `npm start` says so to what it starts. */
export const inProduction = () => process.env.NODE_ENV === "production";

/** Whether the setting is as it is when nobody sets it. */
export function isDefault(name: keyof typeof schema.shape): boolean {
  return env()[name] === parseSettings({})[name];
}

let cached: Settings | undefined;

/** The settings of this process, from the environment and .env (the environment wins). */
export function env(): Settings {
  if (!cached) {
    const { parsed = {} } = readDotEnv({ quiet: true });
    const unknown = unknownNames(parsed);
    if (unknown.length > 0) {
      throw new SettingsError(`Unknown setting in .env: ${unknown.join(", ")}. See .env.example for those there are.`);
    }
    cached = parseSettings(process.env);
  }
  return cached;
}

/** The addresses in a list with commas between, without the slashes at their ends, each once. */
export function addressesIn(list: string): string[] {
  const parts = list.split(",").map((part) => part.trim().replace(/\/+$/, ""));
  return [...new Set(parts.filter(Boolean))];
}

/** Nothing but places: a key in an address would show in logs, and `fetch` refuses one. */
function areServers(list: string): boolean {
  const servers = addressesIn(list);
  return servers.length > 0 && servers.every(isServer);
}

function isServer(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password, search, hash } = new URL(address);
  return ["http:", "https:"].includes(protocol) && username + password + search + hash === "";
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
