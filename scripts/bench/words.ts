/** Words for generated articles: common English and news words first, then pronounceable ones, as often as in texts. */

const COMMON =
  "the of to in and a for on with is at by from as how new it its are be this that your can will more what why has up after over into out data cloud open code web app apps model models release update security network systems team teams report users developers first world big small year market energy climate health science space court city government study company global power public digital software hardware chip chips battery solar mobile browser server database language learning machine agents robots privacy law price prices growth trade bank music film games photo video design research university school paper review guide inside behind against between before under without better faster smart free local remote hybrid supply chain storage engine search platform service services support tools build building testing deploy design pattern patterns migration incident outage policy regulators funding startup acquisition merger quarter earnings record launch preview beta stable version patch vulnerability exploit breach password encryption identity access protocol standard committee community project maintainers license editor terminal compiler runtime kernel driver memory cache queue stream event events batch pipeline analytics dashboard metrics logs tracing latency throughput scale scaling cluster container edge device sensor satellite rocket orbit mission telescope planet ocean river forest farm food water air train rail road bridge port ship plane pilot driver worker workers union strike election vote senate minister president mayor budget tax housing rent build museum library archive history language culture festival sport league match final season coach player injury transfer record".split(
    " ",
  );
const STARTS =
  "b br bl c ch cl cr d dr f fl fr g gl gr h j k kl l m n p pl pr qu r s sc sh sk sl sm sn sp st str t th tr v w z".split(
    " ",
  );
const VOWELS = "a e i o u ai ea ee io oa ou".split(" ");
const ENDS = ["", "", "n", "r", "s", "t", "l", "m", "nd", "nt", "rk", "st", "ck", "x"];

export type Random = () => number;

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
export const between = (random: Random, least: number, most: number) =>
  least + Math.floor(random() * (most - least + 1));

export function vocabulary(random: Random, size: number): string[] {
  const words = new Set(COMMON);
  while (words.size < size) words.add(pronounceable(random, between(random, 2, 4)));
  return [...words];
}

export const pronounceable = (random: Random, syllables: number) =>
  Array.from({ length: syllables }, () => pick(random, STARTS) + pick(random, VOWELS) + pick(random, ENDS)).join("");

/** Picks places of a list of `size` as words of a text come: the second half as often as the first, the third a third. */
export function zipf(random: Random, size: number, shift = 2.7): () => number {
  const sums = new Float64Array(size);
  let sum = 0;
  for (let rank = 0; rank < size; rank++) sums[rank] = sum += 1 / (rank + 1 + shift);
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, size - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
