/** The pages about the site itself, whose texts admins write: each is there while it has one. */
import type { Metadata } from "next";
import { sitePage } from "@/app/_server/reads";
import { PageText } from "@/app/_ui/page-text";
import { pageSummary } from "@/lib/settings/page-text";
import { PAGE_TITLES, type SitePage } from "@/lib/settings/pages";
import { urls } from "@/lib/urls";
import { NOT_HERE, NotHere } from "./not-here";
import { pageMetadata } from "./page-metadata";
import { PublicFrame } from "./public-frame";

const SUMMARY_LENGTH = 200;

type Props = { page: SitePage; params: Promise<{ rest?: string[] }> };

export async function sitePageMetadata({ page, params }: Props): Promise<Metadata> {
  const { text } = await sitePage(page);
  if ((await params).rest || !text) return NOT_HERE;
  return pageMetadata({
    title: PAGE_TITLES[page],
    description: pageSummary(text, SUMMARY_LENGTH),
    path: urls[page],
  });
}

export async function SitePageView({ page, params }: Props) {
  const { text } = await sitePage(page);
  if ((await params).rest || !text) return <NotHere />;
  return (
    <PublicFrame current={urls[page]}>
      <div className="page-head">
        <h1 className="hed hed-2">{PAGE_TITLES[page]}</h1>
      </div>
      <PageText text={text} />
    </PublicFrame>
  );
}
