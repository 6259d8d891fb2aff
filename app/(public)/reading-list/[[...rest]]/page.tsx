/** What the reader saved and muted. The page is the same for everybody: the browser fills it in. */
import type { Metadata } from "next";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { NOT_HERE, NotHere } from "../../not-here";
import { pageMetadata } from "../../page-metadata";
import { PublicFrame } from "../../public-frame";
import { ReadingList } from "./reading-list";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = PageProps<"/reading-list/[[...rest]]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if ((await params).rest) return NOT_HERE;
  return {
    ...pageMetadata({
      title: "Reading list",
      description: `What you saved and muted on ${site().name}.`,
      path: urls.readingList,
    }),
    robots: { index: false },
  };
}

export default async function ReadingListPage({ params }: Props) {
  if ((await params).rest) return <NotHere />;
  return (
    <PublicFrame current={urls.readingList}>
      <div className="page-head">
        <h1 className="hed hed-2">Reading list</h1>
        <p className="note needs-js">It is kept in this browser, and nowhere else.</p>
        <p className="note without-js">A reading list needs JavaScript, since only your browser keeps it.</p>
      </div>
      <ReadingList locale={site().locale} timeZone={site().timeZone} />
    </PublicFrame>
  );
}
