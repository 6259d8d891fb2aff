import type { Metadata } from "next";
import { topicsPage } from "@/app/_server/reads";
import type { TopicCount } from "@/lib/reading/types";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { NOT_HERE, NotHere } from "../../not-here";
import { pageMetadata } from "../../page-metadata";
import { PublicFrame } from "../../public-frame";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = PageProps<"/topics/[[...rest]]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if ((await params).rest) return NOT_HERE;
  return pageMetadata({
    title: "Topics",
    description: `Every topic on ${site().name}, with its articles.`,
    path: urls.topics,
  });
}

export default async function TopicsPage({ params }: Props) {
  if ((await params).rest) return <NotHere />;
  const { topics } = await topicsPage();
  return (
    <PublicFrame current={urls.topics}>
      <div className="page-head">
        <h1 className="hed hed-2">Topics</h1>
      </div>
      {topics.length === 0 && <p className="note">There are no topics yet.</p>}
      <div className="columns">
        {topics.map((topic) => (
          <section key={topic.id} aria-labelledby={`topic-${topic.id}`}>
            <div className="box-h">
              <h2 id={`topic-${topic.id}`}>
                <a href={urls.topic(topic.id)}>{topic.name}</a>
              </h2>
              <Count topic={topic} />
            </div>
            <SubTopics topics={topic.children} />
          </section>
        ))}
      </div>
    </PublicFrame>
  );
}

function SubTopics({ topics }: { topics: TopicCount[] }) {
  if (topics.length === 0) return null;
  return (
    <ul className="tally">
      {topics.flatMap((topic) => [
        <li key={topic.id}>
          <a href={urls.topic(topic.id)}>{topic.name}</a>
          <Count topic={topic} />
        </li>,
        ...topic.children.map((child) => (
          <li key={child.id} className="pl-4">
            <a href={urls.topic(child.id)}>{child.name}</a>
            <Count topic={child} />
          </li>
        )),
      ])}
    </ul>
  );
}

function Count({ topic: { articles } }: { topic: TopicCount }) {
  return (
    <span>
      {articles.toLocaleString("en")}
      <span className="sr"> {articles === 1 ? "article" : "articles"}</span>
    </span>
  );
}
