/** biome-ignore-all lint/performance/noImgElement: pictures come as they are, from their publishers or as drawings. */
/** biome-ignore-all lint/a11y/useAnchorContent: the headline beside a picture is the link for whoever does not point. */
import { ISOTHERM_HEIGHT_PX, ISOTHERM_WIDTH_PX, isothermPath } from "@/lib/isotherm";
import type { Card } from "@/lib/reading/types";

/** A narrower picture would be blurred at full width. */
const WIDE_FROM_PX = 300;

type PictureProps = {
  card: Pick<Card, "slug" | "picture" | "video">;
  shape: "wide" | "thumb";
  /** The first picture of a page: load it at once. */
  first?: boolean;
  /** Where a click leads; the headline beside it is the link for everybody else. */
  href?: string;
  alt?: string;
};

export const hasWidePicture = ({ picture }: Pick<Card, "picture">) =>
  picture !== null && (picture.width === null || picture.width >= WIDE_FROM_PX);

/** The article's picture in a box that keeps its place, or the drawing where there is none. */
export function Picture({ card, shape, first = false, href, alt = "" }: PictureProps) {
  const { slug, picture, video } = card;
  const isDrawn = picture === null || (shape === "wide" && !hasWidePicture(card));
  const inside = (
    <>
      {/* Below a remote picture the drawing waits: it shows when the picture does not come. */}
      {(isDrawn || !picture.src.startsWith("/")) && (
        <img
          className="drawn"
          src={isothermPath(slug)}
          width={ISOTHERM_WIDTH_PX}
          height={ISOTHERM_HEIGHT_PX}
          alt=""
          loading={first ? "eager" : "lazy"}
          decoding="async"
        />
      )}
      {!isDrawn && (
        <img
          src={picture.src}
          width={picture.width ?? ISOTHERM_WIDTH_PX}
          height={picture.height ?? ISOTHERM_HEIGHT_PX}
          alt={alt}
          loading={first ? "eager" : "lazy"}
          fetchPriority={first ? "high" : undefined}
          decoding="async"
          referrerPolicy="no-referrer"
        />
      )}
      {video && <span className="tag">Video</span>}
    </>
  );
  const className = `pic pic-${shape}`;
  if (!href) return <div className={className}>{inside}</div>;
  return (
    <a className={className} href={href} tabIndex={-1} aria-hidden="true">
      {inside}
    </a>
  );
}
