/** In which widths and types pictures are served. Pure, so that browser code may use it too. */

/** In px: logos at one to three pixels a point, rows, columns and whole pages. */
export const PICTURE_WIDTHS = [48, 96, 160, 320, 480, 640, 960, 1280] as const;
export type PictureWidth = (typeof PICTURE_WIDTHS)[number];
/** Of logos alone. */
export const LOGO_WIDTHS: readonly PictureWidth[] = [48, 96, 160];
/** Beside the lines of a list, and across a column. */
export const THUMB_WIDTHS: readonly PictureWidth[] = [160, 320, 480, 640];
export const WIDE_WIDTHS: readonly PictureWidth[] = [320, 480, 640, 960, 1280];

export const PICTURE_TYPES = { avif: "image/avif", webp: "image/webp" } as const;
export type PictureFormat = keyof typeof PICTURE_TYPES;

/** `640.webp` → its parts; null for what is not served. */
export function variantOf(file: string): { width: PictureWidth; format: PictureFormat } | null {
  const [, digits, format] = /^(\d{2,4})\.(avif|webp)$/.exec(file) ?? [];
  const width = PICTURE_WIDTHS.find((one) => String(one) === digits);
  return width && format ? { width, format: format as PictureFormat } : null;
}
