/** Addresses as readers follow them: without what tells the other end where they come from. */

/** Parameters that identify a campaign, a click or a person, and no page. Names in lower case. */
const TRACKING = new Set([
  "fbclid",
  "gclid",
  "gclsrc",
  "gbraid",
  "wbraid",
  "dclid",
  "msclkid",
  "yclid",
  "twclid",
  "ttclid",
  "li_fat_id",
  "igshid",
  "igsh",
  "mc_cid",
  "mc_eid",
  "mkt_tok",
  "_hsenc",
  "_hsmi",
  "_ga",
  "_gl",
  "vero_id",
  "vero_conv",
  "oly_enc_id",
  "oly_anon_id",
  "s_cid",
  "ncid",
  "cmpid",
  "smid",
  "wt.mc_id",
  "wt_mc",
  "guccounter",
  "guce_referrer",
  "guce_referrer_sig",
  "__twitter_impression",
  "rb_clickid",
  "epik",
]);
const TRACKING_BEGINNING = /^(?:utm_|pk_|mtm_|hsa_|matomo_|piwik_)/;

/** The address without tracking parameters. All else stays as it was written, byte for byte. */
export function untracked(url: string): string {
  const [beforeHash = "", ...hash] = url.split("#");
  const at = beforeHash.indexOf("?");
  if (at === -1) return url;
  const parts = beforeHash.slice(at + 1).split("&");
  const kept = parts.filter((part) => !isTracking(part));
  if (kept.length === parts.length) return url;
  const query = kept.length > 0 ? `?${kept.join("&")}` : "";
  return [beforeHash.slice(0, at) + query, ...hash].join("#");
}

function isTracking(parameter: string): boolean {
  const name = decoded(parameter.split("=", 1)[0] ?? "").toLowerCase();
  return TRACKING.has(name) || TRACKING_BEGINNING.test(name);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
