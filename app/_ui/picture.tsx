/** biome-ignore-all lint/performance/noImgElement: pictures come in the sizes that we drew ourselves, or as drawings. */
/** biome-ignore-all lint/a11y/useAnchorContent: the headline beside a picture is the link for whoever does not point. */
import { ISOTHERM_HEIGHT_PX, ISOTHERM_WIDTH_PX, isothermPath } from "@/lib/isotherm";
import { PICTURE_TYPES, type PictureFormat, THUMB_WIDTHS, WIDE_WIDTHS } from "@/lib/pictures/widths";
import type { Card, Picture as Shown } from "@/lib/reading/types";
import { urls } from "@/lib/urls";

/** A narrower picture would be blurred at full width. */
const WIDE_FROM_PX = 300;
/** How wide the two shapes are, as the styles have it. */
const SIZES = {
  wide: "(min-width: 75rem) 46rem, (min-width: 48rem) 60vw, 100vw",
  thumb: "(min-width: 64rem) 11.5rem, (min-width: 34rem) 18vw, 6rem",
} as const;
/** Loaded by browsers that know no `srcset`. */
const PLAIN_WIDTH = { wide: 960, thumb: 320 } as const;

type Shape = keyof typeof SIZES;

type PictureProps = {
  card: Pick<Card, "slug" | "picture" | "video">;
  shape: Shape;
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
  const isDrawn = picture === null || picture.failed || (shape === "wide" && !hasWidePicture(card));
  const loading = first ? "eager" : "lazy";
  const inside = (
    <>
      {isDrawn || !picture.src.startsWith("/sample/") ? (
        <Below {...{ slug, loading }} color={!isDrawn && picture.color} />
      ) : null}
      {!isDrawn && <Image {...{ picture, shape, loading, alt }} isFirst={first} />}
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

/** What waits below a picture, and shows when it does not come: its colour where that is known, else the drawing. */
function Below({
  slug,
  color,
  loading,
}: {
  slug: string;
  color: string | false | null | undefined;
  loading: "eager" | "lazy";
}) {
  if (color) {
    // An attribute of SVG, since the pages' Content-Security-Policy allows no style in the markup.
    return (
      <svg className="ground" aria-hidden="true">
        <rect width="100%" height="100%" fill={color} />
      </svg>
    );
  }
  return (
    <img
      className="drawn"
      src={isothermPath(slug)}
      width={ISOTHERM_WIDTH_PX}
      height={ISOTHERM_HEIGHT_PX}
      alt=""
      loading={loading}
      decoding="async"
    />
  );
}

type ImageProps = { picture: Shown; shape: Shape; loading: "eager" | "lazy"; isFirst: boolean; alt: string };

function Image({ picture: { key, src, width, height }, shape, loading, isFirst, alt }: ImageProps) {
  const image = (
    <img
      src={key ? urls.image(key, PLAIN_WIDTH[shape], "webp") : src}
      srcSet={key ? sourcesOf(key, shape, "webp") : undefined}
      sizes={key ? SIZES[shape] : undefined}
      width={width ?? ISOTHERM_WIDTH_PX}
      height={height ?? ISOTHERM_HEIGHT_PX}
      alt={alt}
      loading={loading}
      fetchPriority={isFirst ? "high" : undefined}
      decoding="async"
    />
  );
  if (!key) return image;
  return (
    <picture>
      <source type={PICTURE_TYPES.avif} srcSet={sourcesOf(key, shape, "avif")} sizes={SIZES[shape]} />
      {image}
    </picture>
  );
}

const WIDTHS = { wide: WIDE_WIDTHS, thumb: THUMB_WIDTHS } as const;
const sourcesOf = (key: string, shape: Shape, format: PictureFormat) =>
  WIDTHS[shape].map((width) => `${urls.image(key, width, format)} ${width}w`).join(", ");
