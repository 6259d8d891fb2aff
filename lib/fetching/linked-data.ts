/** What JSON-LD on a page says of its article. https://schema.org/Article */

export type LinkedData = {
  headline?: string | undefined;
  description?: string | undefined;
  image?: string | undefined;
  published?: string | undefined;
  publisher?: string | undefined;
  isVideo?: boolean;
};
type Node = Record<string, unknown>;

const ARTICLES = /(?:Article|Posting|Report)$/;
const MAX_NODES = 500;
/** Graphs in graphs, and lists in lists. */
const MAX_DEPTH = 10;

/** The first article in these scripts, or video where there is none; empty without either. */
export function articleIn(scripts: string[]): LinkedData {
  const nodes = scripts.flatMap((script) => nodesIn(parsed(script))).slice(0, MAX_NODES);
  const article = nodes.find((node) => typesOf(node).some((type) => ARTICLES.test(type)));
  const video = article ? undefined : nodes.find((node) => typesOf(node).includes("VideoObject"));
  const node = article ?? video;
  if (!node) return {};
  return {
    headline: textOf(node.headline) ?? textOf(node.name),
    description: textOf(node.description),
    image: addressIn(node.image) ?? addressIn(node.thumbnailUrl),
    published: textOf(node.datePublished) ?? textOf(node.uploadDate),
    publisher: textOf(firstOf(node.publisher)?.name),
    isVideo: video !== undefined,
  };
}

function parsed(script: string): unknown {
  try {
    return JSON.parse(script);
  } catch {
    return null;
  }
}

function nodesIn(value: unknown, depth = 0): Node[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.slice(0, MAX_NODES).flatMap((item) => nodesIn(item, depth + 1));
  if (!isNode(value)) return [];
  return [
    value,
    ...(value["@graph"] ? nodesIn(value["@graph"], depth + 1) : []),
    ...(isNode(value.mainEntity) ? [value.mainEntity] : []),
  ];
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const typesOf = (node: Node) => [node["@type"]].flat().filter((type) => typeof type === "string");
const textOf = (value: unknown) => (typeof value === "string" && value.trim() ? value : undefined);
const firstOf = (value: unknown) => [value].flat().find(isNode);

function addressIn(value: unknown): string | undefined {
  const [first] = [value].flat();
  return textOf(first) ?? (isNode(first) ? textOf(first.url) : undefined);
}
