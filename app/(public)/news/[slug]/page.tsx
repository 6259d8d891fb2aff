/** One article: what it says, where to read it, and the story it belongs to. */
import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { articlePage } from "@/app/_server/reads";
import { Crumbs } from "@/app/_ui/crumbs";
import { StructuredData } from "@/app/_ui/structured-data";
import { breadcrumbList, newsArticle } from "@/lib/discovery/structured-data";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { GONE, Gone, NOT_HERE, NotHere } from "../../not-here";
import { pageMetadata } from "../../page-metadata";
import { decoded } from "../../params";
import { PublicFrame } from "../../public-frame";
import { Alike } from "./alike";
import { ArticleRail } from "./article-rail";
import { Piece } from "./piece";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = PageProps<"/news/[slug]">;

async function read({ params }: Props) {
  const slug = decoded((await params).slug);
  return slug === null ? null : articlePage(slug);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = (await read(props))?.found;
  if (found?.kind === "gone") return GONE;
  if (found?.kind !== "live") return NOT_HERE;
  const { article, updatedAt } = found.page;
  const { title, excerpt, provider, slug, publishedAt, topics } = article;
  const metadata = pageMetadata({
    title,
    description: excerpt || `${provider.name}: ${title}`,
    path: urls.article(slug),
    card: urls.card.article(slug),
  });
  return {
    ...metadata,
    openGraph: {
      ...metadata.openGraph,
      type: "article",
      publishedTime: publishedAt.toISOString(),
      ...(updatedAt && updatedAt > publishedAt && { modifiedTime: updatedAt.toISOString() }),
      ...(topics[0] && { section: topics[0].name, tags: topics.map(({ name }) => name) }),
    },
  };
}

export default async function ArticlePage(props: Props) {
  const result = await read(props);
  if (!result || result.found.kind === "unknown") return <NotHere />;
  const { found, now } = result;
  if (found.kind === "moved") permanentRedirect(urls.article(found.slug));
  if (found.kind === "gone") return <Gone />;
  const { page } = found;
  const [topic] = page.article.topics;
  const clock = { ...site(), now };
  const path = [["Top", urls.home], ...(topic ? [[topic.name, urls.topic(topic.id)] as const] : [])] as const;
  return (
    <PublicFrame current={topic && urls.topic(topic.id)}>
      <StructuredData of={newsArticle(page, site())} />
      <StructuredData of={breadcrumbList([...path, [page.article.title, urls.article(page.article.slug)]], site())} />
      <Crumbs path={path} />
      <div className="with-rail">
        <div>
          <Piece page={page} clock={clock} />
          <Alike cards={page.alike} clock={clock} />
        </div>
        <ArticleRail page={page} clock={clock} />
      </div>
    </PublicFrame>
  );
}
