import type { Metadata } from "next";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { NOT_HERE, NotHere } from "../../not-here";
import { pageMetadata } from "../../page-metadata";
import { PublicFrame } from "../../public-frame";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

const FEEDS = [
  {
    name: "Latest articles, RSS",
    path: urls.rss,
    text: "The fifty newest articles, an item each. Every feed reader knows RSS.",
  },
];

type Props = PageProps<"/feeds/[[...rest]]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if ((await params).rest) return NOT_HERE;
  return pageMetadata({ title: "Feeds", description: `Follow ${site().name} in a feed reader.`, path: urls.feeds });
}

export default async function FeedsPage({ params }: Props) {
  if ((await params).rest) return <NotHere />;
  const { url } = site();
  return (
    <PublicFrame current={urls.feeds}>
      <div className="page-head">
        <h1 className="hed hed-2">Feeds</h1>
        <p className="note">
          A feed brings new articles to a reader program of your choice, without an account and without an algorithm.
          Copy an address into your reader.
        </p>
      </div>
      <ul className="feeds max-w-160 pb-8">
        {FEEDS.map(({ name, path, text }) => (
          <li key={path}>
            <h2 className="font-semibold">
              <a className="under" href={path}>
                {name}
              </a>
            </h2>
            <code>
              {url}
              {path}
            </code>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </PublicFrame>
  );
}
