/** The logo of the site: a picture that is kept in the database, or an address. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Actor } from "@/db/audit";
import type { Db } from "@/db/client";
import { namePicture } from "@/db/pictures";
import { putSetting, settingValues } from "@/db/settings";
import { AppError } from "../errors";
import { urls } from "../urls";
import { changeSettings, type SettingsDone } from "./change";
import { pictureOf } from "./image";
import type { SiteLogo } from "./keys";

export const MAX_LOGO_BYTES = 200_000;
const MAX_ADDRESS_LENGTH = 2_000;

const storedPicture = z.object({ type: z.string(), base64: z.string() });
const pictureKey = (hash: string) => `site-logo-picture:${hash}`;
/** Long enough that no two pictures share it. */
const HASH_LENGTH = 32;
export const LOGO_HASH = new RegExp(`^[0-9a-f]{${HASH_LENGTH}}$`);

export type LogoGiven = {
  /** A new picture. */
  bytes?: Buffer | undefined;
  /** An address instead. */
  address?: string | undefined;
  alone: boolean;
};

/**
 * What the logo is to be: the new picture, else the address, else the present one. The picture is kept under its hash,
 * also when another one replaces it: so a change can be taken back.
 * @throws AppError invalid
 */
export async function saveLogo(
  db: Db,
  { given, present, version, by }: { given: LogoGiven; present: SiteLogo | null; version: number; by: Actor },
): Promise<SettingsDone> {
  const seen = { fields: ["logo"] as const, version };
  const { bytes, address, alone } = given;
  if (bytes) {
    if (bytes.length > MAX_LOGO_BYTES) throw invalid("file", `It is larger than ${MAX_LOGO_BYTES / 1000} kB.`);
    const { type, width, height } = pictureOf(bytes);
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, HASH_LENGTH);
    await putSetting(db, pictureKey(hash), { type, base64: bytes.toString("base64") });
    return changeSettings(db, { changes: { logo: { src: urls.siteLogo(hash), width, height, alone } }, seen, by });
  }
  if (address && address !== present?.src) {
    const logo = { src: addressOf(address), width: null, height: null, alone };
    await namePicture(db, logo.src);
    return changeSettings(db, { changes: { logo }, seen, by });
  }
  return changeSettings(db, { changes: { logo: present && { ...present, alone } }, seen, by });
}

/** A picture by its hash; null when there is none. */
export async function logoPicture(db: Db, hash: string): Promise<{ type: string; bytes: Buffer } | null> {
  const key = pictureKey(hash);
  const parsed = storedPicture.safeParse((await settingValues(db, [key])).get(key));
  return parsed.success ? { type: parsed.data.type, bytes: Buffer.from(parsed.data.base64, "base64") } : null;
}

function addressOf(given: string): string {
  const isWeb = URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);
  if (!isWeb || given.length > MAX_ADDRESS_LENGTH) {
    throw invalid("address", "An address that starts with https:// or http://.");
  }
  return new URL(given).href;
}

const invalid = (field: string, message: string) => new AppError("invalid", { message, fields: { [field]: message } });
