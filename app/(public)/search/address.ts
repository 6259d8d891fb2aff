/** The search page's address is its state. */
import { urls } from "@/lib/urls";

type Given = Record<string, string | string[] | undefined>;

/** Next's parameters as the rest of the code knows them. */
export function parametersOf(given: Given): URLSearchParams {
  const pairs = Object.entries(given).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]));
  return new URLSearchParams(pairs);
}

/** The same search with one parameter changed (null: without it), from its first page on. */
export function withParameter(parameters: URLSearchParams, name: string, value: string | null): string {
  const changed = new URLSearchParams(parameters);
  changed.delete("page");
  changed.delete("offset");
  if (value === null) changed.delete(name);
  else changed.set(name, value);
  return urls.search(changed);
}
