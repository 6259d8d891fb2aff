/** A provider as editors see and change it, and as the record has it. */
import type { ProviderRecord } from "@/db/providers-write";
import type { Image } from "@/db/schema";

export const PROVIDER = "provider";

export type ProviderView = Pick<ProviderRecord, "name" | "domain" | "description" | "images">;

export const viewOf = ({ name, domain, description, images }: ProviderRecord): ProviderView => ({
  name,
  domain,
  description,
  images,
});

/** The picture that editors chose to stand for a provider; pictures of articles never take its place. */
export const chosenLogo = (images: Image[]): Image | undefined => images.find(({ logo }) => logo === true);

/** The same pictures with another logo, or (null) with none that was chosen. */
export function withLogo(images: Image[], url: string | null): Image[] {
  const others = images.flatMap(({ logo, ...image }) => (logo === true && url !== image.url ? [] : [image]));
  if (url === null) return images.flatMap((image) => (image.logo === true ? [] : [image]));
  const known = others.find((image) => image.url === url) ?? { url };
  return [{ ...known, logo: true }, ...others.filter((image) => image.url !== url)];
}
