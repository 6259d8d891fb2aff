/** A read's value, the cache tags it depends on, and the dates whose age the page shows. */
export type Read<T> = { value: T; tags: string[]; dates: Date[] };
