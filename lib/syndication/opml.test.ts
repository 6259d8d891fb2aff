import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import { opml } from "./opml";
import { HEAD, NASTY } from "./testing/listed";

function read(text: string) {
  expect(XMLValidator.validate(text)).toBe(true);
  return new XMLParser({ ignoreAttributes: false, isArray: (name) => name === "outline" }).parse(text).opml;
}
const topic = (name: string, children: ReturnType<typeof aTopic>[] = []) => aTopic(name, children);
function aTopic(name: string, children: object[]) {
  return {
    id: /^\w+$/.test(name) ? name.toLowerCase() : "t",
    name,
    articles: 1,
    parent: null,
    children: children as never[],
  };
}

test("lists the feed of everything, of each topic below its parent, and of each provider", () => {
  const provider = { id: 1, domain: "tailwater.example", name: "The Tailwater", logo: null, articles: 1, leads: 0 };
  const { body, head, ...given } = read(opml(HEAD.site, [topic("Data", [topic("Sync")])], [provider]));
  expect(given["@_version"]).toBe("2.0");
  expect(head.title).toBe("Site");
  const [all, topics, providers] = body.outline;
  expect(all).toEqual({
    "@_type": "rss",
    "@_text": "Site",
    "@_title": "Site",
    "@_xmlUrl": "https://site.example/rss.xml",
    "@_htmlUrl": "https://site.example/",
  });
  const addresses = (group: { outline: Record<string, string>[] }) => group.outline.map((one) => one["@_xmlUrl"]);
  expect(addresses(topics)).toEqual(["data", "sync"].map((id) => `https://site.example/topic/${id}/rss.xml`));
  expect(addresses(providers)).toEqual(["https://site.example/provider/tailwater.example/rss.xml"]);
});

test("a portal without any has its own feed", () => {
  expect(read(opml(HEAD.site, [], [])).body.outline).toHaveLength(1);
});

test.each(NASTY)("%j stands in a name, and the list stays XML", (name) => {
  expect(read(opml({ ...HEAD.site, name }, [topic(name)], [])).body.outline).toHaveLength(2);
});
