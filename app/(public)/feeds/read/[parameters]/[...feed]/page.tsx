/** Feeds of lists, opened in a browser. The address that readers see is the feed's own: app/_server/feed-view.ts. */
import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { feedView } from "@/app/_server/reads";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { NOT_HERE, NotHere } from "../../../../not-here";
import { decoded } from "../../../../params";
import { PublicFrame } from "../../../../public-frame";
import { FeedOpened } from "../../../feed-opened";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = PageProps<"/feeds/read/[parameters]/[...feed]">;

async function read({ params }: Props) {
  const { parameters, feed } = await params;
  const { view, movedTo, now } = await feedView(feed.join("/"), decoded(parameters) ?? "");
  if (movedTo !== null) permanentRedirect(movedTo);
  return view && { view, now };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await read(props);
  if (!found) return NOT_HERE;
  const { title, page, path, format } = found.view;
  const { url } = site();
  return {
    title: `${title}: ${format.name}`,
    robots: { index: false, follow: true },
    alternates: { canonical: url + page, types: { [format.mediaType]: url + path } },
  };
}

export default async function FeedPage(props: Props) {
  const found = await read(props);
  if (!found) return <NotHere />;
  return (
    <PublicFrame current={urls.feeds}>
      <FeedOpened {...found} />
    </PublicFrame>
  );
}
