import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { topicPage } from "@/app/_server/reads";
import { Crumbs } from "@/app/_ui/crumbs";
import { Pager } from "@/app/_ui/pager";
import { RowStory } from "@/app/_ui/story-entries";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { FollowLinks } from "../../../feeds/follow-links";
import { ListData } from "../../../list-data";
import { NOT_HERE, NotHere } from "../../../not-here";
import { listMetadata } from "../../../page-metadata";
import { cursorOf, decoded } from "../../../params";
import { PublicFrame } from "../../../public-frame";
import { topicSummary } from "../../../summaries";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = PageProps<"/topic/[id]/[[...older]]">;

/** Null when the address names no page. */
async function read({ params }: Props) {
  const { id: segment, older } = await params;
  const id = decoded(segment);
  const cursor = cursorOf(older);
  if (!id || cursor === undefined) return null;
  const { topic, page, movedTo, now } = await topicPage(id, cursor);
  if (movedTo !== null) {
    const list = urls.topic(movedTo);
    permanentRedirect(cursor === null ? list : urls.older(list, cursor));
  }
  return topic && page && { topic, cursor, page, now, list: urls.topic(topic.id) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await read(props);
  if (!found) return NOT_HERE;
  const { topic } = found;
  return listMetadata({
    ...found,
    title: topic.name,
    feeds: { source: { kind: "topic", id: topic.id }, called: topic.name },
    card: urls.card.topic(topic.id),
    description: `${site().name}: ${topicSummary(topic, site())}`,
  });
}

export default async function TopicPage(props: Props) {
  const found = await read(props);
  if (!found) return <NotHere />;
  const { topic, cursor, page, now, list } = found;
  const clock = { ...site(), now };
  const path = [
    ["Topics", urls.topics],
    ...(topic.parent ? [[topic.parent.name, urls.topic(topic.parent.id)] as const] : []),
  ] as const;
  return (
    <PublicFrame current={list}>
      <ListData name={topic.name} list={list} cursor={cursor} items={page.items} below={path} />
      <Crumbs path={path} />
      <div className="page-head">
        <h1 className="hed hed-1">{topic.name}</h1>
      </div>
      <div className="split">
        <div className="side">
          <p className="note">{topicSummary(topic, site())}</p>
          {topic.children.length > 0 && (
            <nav className="chips" aria-label={`Within ${topic.name}`}>
              {topic.children.map(({ id, name }) => (
                <a key={id} href={urls.topic(id)}>
                  {name}
                </a>
              ))}
            </nav>
          )}
          <FollowLinks source={{ kind: "topic", id: topic.id }} name={topic.name} />
        </div>
        <div className="split-list">
          {page.items.map((card) => (
            <RowStory key={card.id} story={card} clock={clock} />
          ))}
          {page.items.length === 0 && <p className="note">There is no article on this topic yet.</p>}
          <Pager list={list} cursor={cursor} page={page} what="articles" />
        </div>
      </div>
    </PublicFrame>
  );
}
