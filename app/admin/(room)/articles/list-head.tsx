import type { Sort } from "@/db/admin-list";
import { type ListParameters, listPath } from "./filter";

const COLUMNS: { sort: Sort; name: string; rising: string; falling: string }[] = [
  { sort: "quality", name: "Quality", rising: "lowest first", falling: "highest first" },
  { sort: "heat", name: "Heat", rising: "lowest first", falling: "highest first" },
  { sort: "published", name: "Published", rising: "oldest first", falling: "newest first" },
  { sort: "changed", name: "Changed", rising: "oldest first", falling: "newest first" },
];

/** The orders: a column's link sorts by it, and by it the other way round where that is so already. */
export function ListHead({ parameters }: { parameters: ListParameters }) {
  return (
    <nav className="a-sort" aria-label="Sort by">
      {COLUMNS.map(({ sort, name, ...words }) => {
        const isCurrent = parameters.sort === sort;
        const next = isCurrent && parameters.order === "falling" ? "rising" : "falling";
        return (
          <a
            key={sort}
            href={listPath(parameters, { sort, order: next })}
            aria-current={isCurrent ? "true" : undefined}
          >
            {name}
            {isCurrent ? (
              <>
                <span aria-hidden="true">{parameters.order === "falling" ? " ↓" : " ↑"}</span>
                <span className="sr">, {words[parameters.order]}</span>
              </>
            ) : null}
          </a>
        );
      })}
    </nav>
  );
}
