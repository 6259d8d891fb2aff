/** An article as its form has it: texts, as they are typed. Pure, for browsers too. */

/** Sizes in pixels, or empty. */
export type DraftImage = { url: string; width: string; height: string; title: string };

export type Draft = {
  title: string;
  excerpt: string;
  originalUrl: string;
  webUrl: string;
  /** Domain, or the name of one that there is. */
  provider: string;
  /** Of a provider that there isn't yet. */
  providerName: string;
  type: string;
  category: string;
  /** Names, the main one first. */
  topics: string[];
  /** The first one leads. */
  images: DraftImage[];
  /** Moments as `2024-04-11T08:00:16Z`, or empty. */
  publishedAt: string;
  liveFrom: string;
  liveUntil: string;
  quality: string;
  /** Empty: computed. */
  heat: string;
  slug: string;
  correction: string;
};
export type DraftField = keyof Draft;

/** What people call the fields, in the order of the form. */
export const FIELD_NAMES: Record<DraftField, string> = {
  title: "Title",
  excerpt: "Excerpt",
  originalUrl: "Link to the original",
  webUrl: "Web address",
  provider: "Provider",
  providerName: "Name of the provider",
  type: "Type",
  category: "Category",
  topics: "Topics",
  images: "Pictures",
  publishedAt: "Published",
  quality: "Quality",
  heat: "Heat",
  slug: "Address",
  liveFrom: "Live from",
  liveUntil: "Live until",
  correction: "Note of correction",
};
export const DRAFT_FIELDS = Object.keys(FIELD_NAMES) as DraftField[];

export const EMPTY_DRAFT: Draft = {
  title: "",
  excerpt: "",
  originalUrl: "",
  webUrl: "",
  provider: "",
  providerName: "",
  type: "article",
  category: "",
  topics: [],
  images: [],
  publishedAt: "",
  quality: "",
  heat: "",
  slug: "",
  liveFrom: "",
  liveUntil: "",
  correction: "",
};

/** Whether two values of a field say the same; of numbers and lines, however they are written. */
export function sameField<F extends DraftField>(a: Draft[F], b: Draft[F]): boolean {
  return canonical(a) === canonical(b);
}

export function changedFields(base: Draft, draft: Draft): DraftField[] {
  return DRAFT_FIELDS.filter((field) => !sameField(base[field], draft[field]));
}

/** Only these fields of it. */
export function only(draft: Draft, fields: DraftField[]): Partial<Draft> {
  return Object.fromEntries(fields.map((field) => [field, draft[field]]));
}

function canonical(value: Draft[DraftField]): string {
  if (typeof value === "string") return value.replace(/\r\n?/g, "\n").trimEnd();
  return JSON.stringify(
    value.map((item) => (typeof item === "string" ? item : [item.url, item.width, item.height, item.title])),
  );
}

/** Three versions of an article that two people edited. */
export type Clash = {
  /** What only the other one changed. */
  theirs: DraftField[];
  /** What only I changed. */
  mine: DraftField[];
  /** What both changed, to different ends. */
  both: DraftField[];
};

/** Who changed what since `base`. What both changed alike is in none of the lists. */
export function clashOf(base: Draft, theirs: Draft, mine: Draft): Clash {
  const byThem = changedFields(base, theirs);
  const byMe = changedFields(base, mine);
  return {
    theirs: byThem.filter((field) => !byMe.includes(field)),
    mine: byMe.filter((field) => !byThem.includes(field)),
    both: byMe.filter((field) => byThem.includes(field) && !sameField(theirs[field], mine[field])),
  };
}

/** Theirs with what I changed; where both did, mine for the fields in `keep`. */
export function merged(
  { theirs, mine }: { theirs: Draft; mine: Draft },
  { mine: own, both }: Clash,
  keep: DraftField[],
): Draft {
  return { ...theirs, ...only(mine, [...own, ...both.filter((field) => keep.includes(field))]) };
}
