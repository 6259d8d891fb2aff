import type { Metadata } from "next";
import { tagPage } from "@/app/_server/tag-page";
import { NotHereText } from "@/app/_ui/not-here-text";
import { PublicFrame } from "./public-frame";

export const NOT_HERE: Metadata = { title: "Not here", robots: { index: false } };
export const GONE: Metadata = { title: "No longer here", robots: { index: false } };

/**
 * A page for an address without one. It is rendered like any other page and the page cache sets its status, because
 * what `notFound()` renders is empty without JavaScript.
 */
export async function NotHere() {
  await tagPage(["missing"]);
  return (
    <PublicFrame>
      <NotHereText title="There is no such page">
        The address may be mistyped, or the page has moved. What is news today stands on the front page.
      </NotHereText>
    </PublicFrame>
  );
}

/** For an article that was here once. The read has marked the page already. */
export function Gone() {
  return (
    <PublicFrame>
      <NotHereText title="This article is no longer here">
        It stood here once, and was taken down since. Its provider may still have it, and the search finds what else was
        written about it.
      </NotHereText>
    </PublicFrame>
  );
}
