/** All feeds as a list that reader programs import: OPML 2.0 (http://opml.org/spec2.opml). */
import type { ProviderCount, TopicCount } from "../reading/types";
import type { Site } from "../site";
import { FORMATS } from "./formats";
import { clean } from "./item";
import { type FeedSource, feedPath, pageOf } from "./source";
import { XML_DECLARATION, xmlBuilder } from "./xml";

export function opml(portal: Site, topics: TopicCount[], providers: ProviderCount[]): string {
  const feed = (source: FeedSource, name: string): object => ({
    "@type": "rss",
    "@text": clean(name),
    "@title": clean(name),
    "@xmlUrl": portal.url + feedPath(source, FORMATS.rss.file),
    "@htmlUrl": portal.url + pageOf(source),
  });
  // What is nested is lost to many readers, so a topic's children stand after it.
  const ofTopic = ({ id, name, children }: TopicCount): object[] => [
    feed({ kind: "topic", id }, name),
    ...children.flatMap(ofTopic),
  ];
  const group = (name: string, feeds: object[]) => (feeds.length > 0 ? [{ "@text": name, outline: feeds }] : []);
  return xmlBuilder.build({
    "?xml": XML_DECLARATION,
    opml: {
      "@version": "2.0",
      head: { title: clean(portal.name) },
      body: {
        outline: [
          feed({ kind: "latest" }, portal.name),
          ...group("Topics", topics.flatMap(ofTopic)),
          ...group(
            "Providers",
            providers.map(({ domain, name }) => feed({ kind: "provider", domain }, name)),
          ),
        ],
      },
    },
  });
}
