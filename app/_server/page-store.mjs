/**
 * Where pages, feeds and answers are kept in memory: within a limit, and so that no flood of addresses pushes out what
 * people read. What is new has a quarter of the room to itself, until it is asked for again; what can be made up without
 * end stays there for good.
 */
import { LRUCache } from "lru-cache";

const MB = 1024 * 1024;
const NEW_SHARE = 1 / 4;
/** Older pages have cursors in their addresses, feeds and the API parameters: there are more of them than articles. */
const WITHOUT_NUMBER = /\/older\/|\/feeds\/read\/|\?/;

/**
 * @template {{ size: number }} T
 */
export class PageStore {
  /** @param {number} megabytes */
  constructor(megabytes) {
    /** @param {number} share */
    const room = (share) =>
      /** @type {LRUCache<string, T>} */ (
        new LRUCache({ maxSize: Math.floor(megabytes * MB * share), sizeCalculation: ({ size }) => size })
      );
    this.read = room(1 - NEW_SHARE);
    this.fresh = room(NEW_SHARE);
  }

  /** For a reader: who asks for it again makes it stay. @param {string} key */
  get(key) {
    const known = this.read.get(key);
    if (known) return known;
    const fresh = this.fresh.get(key);
    if (fresh && !WITHOUT_NUMBER.test(key)) {
      this.fresh.delete(key);
      this.read.set(key, fresh);
    }
    return fresh;
  }

  /** Without being a reader. @param {string} key */
  peek(key) {
    return this.read.peek(key) ?? this.fresh.peek(key);
  }

  /** In the place of what was there before. @param {string} key @param {T} entry */
  set(key, entry) {
    (this.read.has(key) ? this.read : this.fresh).set(key, entry);
  }

  /** @param {string} key */
  delete(key) {
    this.read.delete(key);
    this.fresh.delete(key);
  }

  clear() {
    this.read.clear();
    this.fresh.clear();
  }

  /** What is kept, in bytes, and how many. */
  get filled() {
    const { read, fresh } = this;
    return { bytes: read.calculatedSize + fresh.calculatedSize, entries: read.size + fresh.size };
  }
}
