/** Rows of the database as readers see them: plain text, one picture, one link. */
import type { CardRow, CoverageRow, ProviderRow } from "@/db/cards";
import type { PictureFacts } from "@/db/pictures";
import type { Image } from "@/db/schema";
import { pictureKey } from "../pictures/key";
import { plainText } from "../plain-text";
import { chosenLogo } from "../provider/view";
import type { Card, Coverage, Picture, ProviderRef } from "../reading/types";
import { videoOf } from "./video";

export function cardOf(row: CardRow): Card {
  const title = plainText(row.title);
  return {
    id: row.id,
    slug: row.slug,
    title,
    excerpt: plainText(row.excerpt),
    type: row.type,
    publishedAt: new Date(row.publishedAt),
    link: linkOf(row),
    provider: providerOf(row),
    topics: row.topics,
    picture: pictureOf(row.images[0], row.pictureFacts),
    quality: row.quality,
    heat: row.heat,
    storyId: row.storyId,
    isCoverage: row.isCoverage,
    video: videoOf(row),
  };
}

export function coverageOf(row: CoverageRow): Coverage {
  return {
    id: row.id,
    slug: row.isLive ? row.slug : null,
    title: plainText(row.title),
    link: linkOf(row),
    provider: providerOf(row),
    topicIds: row.topicIds,
    publishedAt: new Date(row.publishedAt),
  };
}

export function providerOf(row: ProviderRow): ProviderRef {
  return { id: row.providerId, domain: row.domain, name: row.provider, logo: logoOf(row) };
}

/** A provider's mark: that which an editor chose, else one of this site, since files often name paths of another. */
function logoOf({ providerImages: images, isLogoReady }: ProviderRow): Picture | null {
  const own = chosenLogo(images) ?? images.find((image) => image.url.startsWith("/sample/"));
  const logo = own ? pictureOf(own) : null;
  // Until it is here the first letter stands for it.
  return logo?.key && !isLogoReady ? null : logo;
}

/** A picture as pages show it, with what is known of it since it was fetched. */
export function pictureOf(image: Image | undefined, facts: PictureFacts | null = null): Picture | null {
  if (!image) return null;
  return {
    src: image.url,
    width: facts?.width ?? image.width ?? null,
    height: facts?.height ?? image.height ?? null,
    alt: image.title ?? "",
    key: pictureKey(image.url),
    color: facts?.color ?? null,
    failed: facts?.state === "failed",
  };
}

/** Where the article can be read in full; the database makes sure that there is a link. */
function linkOf(row: { originalUrl: string | null; webUrl: string | null }): string {
  return row.originalUrl ?? row.webUrl ?? "";
}
