/** The order of a list of articles in memory, so that its page 40,000 is found as fast as its first. No I/O. */

const BYTES_AN_ARTICLE = 16;
const SPARE = 1_024;

/** Newest first. Of those of one moment the order is given from outside: `ties` says which they are. */
export class ArticleOrder {
  #ids: Float64Array;
  #times: Float64Array;
  #length: number;

  /** @param packed pairs of id and ms since 1970, in order, each a 64-bit integer with its highest byte first */
  constructor(packed: Buffer) {
    this.#length = packed.length / BYTES_AN_ARTICLE;
    this.#ids = new Float64Array(this.#length + SPARE);
    this.#times = new Float64Array(this.#length + SPARE);
    for (let index = 0; index < this.#length; index++) {
      this.#ids[index] = Number(packed.readBigInt64BE(index * BYTES_AN_ARTICLE));
      this.#times[index] = Number(packed.readBigInt64BE(index * BYTES_AN_ARTICLE + BYTES_AN_ARTICLE / 2));
    }
  }

  get length(): number {
    return this.#length;
  }

  /** What it takes in memory. */
  get bytes(): number {
    return this.#ids.byteLength + this.#times.byteLength;
  }

  /** Ids from `start` (0: the newest) on, before `end`. */
  slice(start: number, end: number): number[] {
    return [...this.#ids.subarray(start, Math.min(end, this.#length))];
  }

  /** Takes an article out. One that is not in it is none. */
  remove(id: number): void {
    const at = this.#ids.subarray(0, this.#length).indexOf(id);
    if (at < 0) return;
    for (const values of [this.#ids, this.#times]) values.copyWithin(at, at + 1, this.#length);
    this.#length -= 1;
  }

  /** Puts in an article that is not in it, behind those of its moment. */
  insert(id: number, ms: number): void {
    if (this.#length === this.#ids.length) this.#grow();
    const at = this.#firstOlderThan(ms);
    for (const values of [this.#ids, this.#times]) values.copyWithin(at + 1, at, this.#length);
    this.#ids[at] = id;
    this.#times[at] = ms;
    this.#length += 1;
  }

  /** The articles of one moment, in order. */
  ties(ms: number): number[] {
    return this.slice(this.#firstOlderThan(ms + 1), this.#firstOlderThan(ms));
  }

  /** Puts the articles of one moment in the given order: the same ones. */
  reorder(ms: number, ids: number[]): void {
    this.#ids.set(ids, this.#firstOlderThan(ms + 1));
  }

  #firstOlderThan(ms: number): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] as number) >= ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    const grown = (values: Float64Array) => {
      const larger = new Float64Array(values.length + Math.max(SPARE, values.length >>> 3));
      larger.set(values);
      return larger;
    };
    this.#ids = grown(this.#ids);
    this.#times = grown(this.#times);
  }
}
