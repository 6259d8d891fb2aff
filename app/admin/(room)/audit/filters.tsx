import { AUDIT_KINDS, type AuditKind } from "@/db/audit-kinds";
import type { User } from "@/db/users";
import { urls } from "@/lib/urls";
import { isFiltered, NOBODY, type RecordParameters } from "./filter";

const KIND_WORDS: Record<AuditKind, string> = {
  publish: "Published",
  unpublish: "Unpublished or left out",
  edit: "Articles changed",
  story: "Stories",
  front: "Front page",
  import: "Imports",
  undo: "Taken back",
  topics: "Topics",
  providers: "Providers",
  synonyms: "Synonyms",
  people: "People",
  "sign-in": "Sign-ins",
  "sign-in-failed": "Failed sign-ins",
  settings: "Settings",
};
const OF_ADMINS: AuditKind[] = ["people", "sign-in", "sign-in-failed", "settings"];

type Props = { parameters: RecordParameters; people: Pick<User, "id" | "email">[]; isAdmin: boolean };

export function Filters({ parameters, people, isAdmin }: Props) {
  const kinds = AUDIT_KINDS.filter((kind) => isAdmin || !OF_ADMINS.includes(kind));
  return (
    <details className="audit-filters" open={isFiltered(parameters)}>
      <summary>Filter</summary>
      <form action={urls.admin.audit}>
        <label>
          <span className="label">Who</span>
          <select className="field" name="by" defaultValue={parameters.by ?? ""}>
            <option value="">Everybody</option>
            <option value={NOBODY}>Gazette itself</option>
            {people.map(({ id, email }) => (
              <option key={id} value={id}>
                {email}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="label">What</span>
          <select className="field" name="kind" defaultValue={parameters.kind ?? ""}>
            <option value="">Everything</option>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {KIND_WORDS[kind]}
              </option>
            ))}
          </select>
        </label>
        <label className="wide">
          <span className="label">Article, by address or number</span>
          <input className="field" name="article" defaultValue={parameters.article} autoComplete="off" />
        </label>
        <label>
          <span className="label">From</span>
          <input className="field" type="date" name="from" defaultValue={parameters.from ?? ""} />
        </label>
        <label>
          <span className="label">To</span>
          <input className="field" type="date" name="to" defaultValue={parameters.to ?? ""} />
        </label>
        <p className="wide">
          <button className="btn" type="submit">
            Show
          </button>
          {isFiltered(parameters) ? (
            <a className="btn btn-bare" href={urls.admin.audit}>
              Show all
            </a>
          ) : null}
        </p>
      </form>
    </details>
  );
}
