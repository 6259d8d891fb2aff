import { LOGO_WIDTHS } from "@/lib/pictures/widths";
import type { ProviderRef } from "@/lib/reading/types";
import { urls } from "@/lib/urls";

const SIDE_PX = { small: 18, big: 48 } as const;

/** The provider's logo, else its first letter. The name always stands beside it. */
export function Logo({ provider, size = "small" }: { provider: ProviderRef; size?: keyof typeof SIDE_PX }) {
  const side = SIDE_PX[size];
  const { logo, name } = provider;
  return (
    <span className={size === "big" ? "logo logo-big" : "logo"} aria-hidden="true">
      {logo ? (
        // biome-ignore lint/performance/noImgElement: in the sizes that we drew ourselves
        <img {...sourceOf(logo, side)} width={side} height={side} alt="" loading="lazy" decoding="async" />
      ) : (
        name.match(/[\p{L}\p{N}]/u)?.[0].toUpperCase()
      )}
    </span>
  );
}

function sourceOf({ key, src }: NonNullable<ProviderRef["logo"]>, side: number) {
  if (!key) return { src };
  const srcSet = LOGO_WIDTHS.map((width) => `${urls.image(key, width, "webp")} ${width}w`).join(", ");
  return { src: urls.image(key, 96, "webp"), srcSet, sizes: `${side}px` };
}
