/** Metrics as text: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */

export type Family = { name: string; help: string; type: "counter" | "gauge" | "histogram"; samples: string[] };

export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** One line; a backslash, a quote and a line break in a value are escaped. */
export function sample(name: string, labels: Record<string, string>, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${value}`;
}

/** A number that goes up and down; nothing while it is not known. */
export function gauge(name: string, help: string, value: number | null | undefined): Family {
  return { name, help, type: "gauge", samples: value === null || value === undefined ? [] : [sample(name, {}, value)] };
}

/** All families, each with what it means; those without a value are left out. */
export function metricsText(families: Family[]): string {
  const blocks = families
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, type, samples }) =>
      [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples].join("\n"),
    );
  return `${blocks.join("\n")}\n`;
}

const escaped = (text: string) => text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
