import { urls } from "@/lib/urls";

type PagerProps = {
  list: string;
  cursor: string | null;
  page: { older: string | null; newer: string | null };
  what: string;
};

/** Addresses of the neighbours of a list's page: newer, where this is not the first, and older. */
export function neighbours({ list, cursor, page }: Omit<PagerProps, "what">) {
  return {
    newer: cursor === null ? null : page.newer === null ? list : urls.older(list, page.newer),
    older: page.older === null ? null : urls.older(list, page.older),
  };
}

/** Links to the newer and the older page of a list. */
export function Pager({ what, ...place }: PagerProps) {
  const { newer, older } = neighbours(place);
  if (!newer && !older) return null;
  return (
    <nav className="pager" aria-label="Pages">
      {newer && (
        <a className="btn" rel="prev" href={newer}>
          <span aria-hidden="true">←</span> Newer {what}
        </a>
      )}
      {older && (
        <a className="btn" rel="next" href={older}>
          Older {what} <span aria-hidden="true">→</span>
        </a>
      )}
    </nav>
  );
}
