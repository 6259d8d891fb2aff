import type { ProviderRef } from "@/lib/reading/types";

const SIDE_PX = { small: 18, big: 48 } as const;

/** The provider's logo, else its first letter. The name always stands beside it. */
export function Logo({ provider, size = "small" }: { provider: ProviderRef; size?: keyof typeof SIDE_PX }) {
  const side = SIDE_PX[size];
  return (
    <span className={size === "big" ? "logo logo-big" : "logo"} aria-hidden="true">
      {provider.logo ? (
        // biome-ignore lint/performance/noImgElement: it comes from elsewhere, and small
        <img
          src={provider.logo.src}
          width={side}
          height={side}
          alt=""
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
        />
      ) : (
        provider.name.match(/[\p{L}\p{N}]/u)?.[0].toUpperCase()
      )}
    </span>
  );
}
