/**
 * A read's value, the cache tags it depends on, and the dates whose age the page shows. `until`: when it reads
 * differently by itself, other than by schedules.
 */
export type Read<T> = { value: T; tags: string[]; dates: Date[]; until?: Date | undefined };
