import { z } from "zod";

const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.string(),
      via: z.array(z.union([z.string(), z.object({ url: z.string(), title: z.string(), severity: z.string() })])),
    }),
  ),
});

type Accepted = Record<string, { why: string; until: string }>;

/** What a report of `npm audit --json` comes to: a line for each advisory above low, and whether one of them counts. */
export function judge(json: string, accepted: Accepted, now: Date): { lines: string[]; failed: boolean } {
  const parsed = report.safeParse(jsonOf(json));
  if (!parsed.success) {
    return { lines: ["NOT CHECKED: the package registry did not answer npm audit."], failed: false };
  }
  const advisories = new Map(
    Object.entries(parsed.data.vulnerabilities).flatMap(([name, { via }]) =>
      via.flatMap((one) => (typeof one === "string" ? [] : [[one.url, { name, ...one }] as const])),
    ),
  );
  const above = [...advisories.values()].filter(({ severity }) => severity !== "low" && severity !== "info");
  const counts = ({ url }: { url: string }) => !(url in accepted) || now > new Date(accepted[url]?.until ?? 0);
  const lines = above.map((one) => {
    const { name, severity, title, url } = one;
    return `${name}: ${severity}, ${title} (${url})${counts(one) ? "" : `, accepted: ${accepted[url]?.why}`}`;
  });
  if (above.length === 0) lines.push("Nothing above low is known of the packages.");
  return { lines, failed: above.some(counts) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
