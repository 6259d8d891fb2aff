/** What a browser without a connection shows in place of a page that it did not keep (public/sw.js). */
import type { Metadata } from "next";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { NOT_HERE, NotHere } from "../../not-here";
import { PublicFrame } from "../../public-frame";
import { KeptPages } from "./kept-pages";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = PageProps<"/offline/[[...rest]]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return (await params).rest ? NOT_HERE : { title: "Offline", robots: { index: false } };
}

export default async function OfflinePage({ params }: Props) {
  if ((await params).rest) return <NotHere />;
  return (
    <PublicFrame current={urls.offline}>
      <div className="empty">
        <h1 className="hed hed-2">You are offline</h1>
        <p>This page was not kept in your browser, and searching needs a connection.</p>
        <KeptPages siteName={site().name} />
      </div>
    </PublicFrame>
  );
}
