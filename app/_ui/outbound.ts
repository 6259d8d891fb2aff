import { untracked } from "@/lib/article/untracked";

/** A link to somebody else's page: it takes nobody's campaign along. */
export const outbound = (link: string) => ({ href: untracked(link), rel: "external" });
