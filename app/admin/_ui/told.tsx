import { DiffText } from "./diff-text";
import type { Change, Told } from "./events";

/** `Published, quality ~~82~~ **87**` */
export function ToldLine({ told: { what, changes } }: { told: Told }) {
  return (
    <>
      {what}
      {changes.map((change, index) => (
        <span key={change.field}>
          {what || index > 0 ? ", " : ""}
          {what || index > 0 ? change.field.toLowerCase() : change.field} <ChangedValue change={change} />
        </span>
      ))}
      {!what && changes.length === 0 ? "Changed" : null}
    </>
  );
}

/** `~~82~~ **87**`; of texts, the words that changed; of what was not there before, what came. */
export function ChangedValue({ change: { before, after, isText, isNew } }: { change: Change }) {
  if (isNew) return <ins>{after}</ins>;
  if (isText && before !== "none" && after !== "none") return <DiffText before={before} after={after} />;
  return (
    <>
      <del>{before}</del> <span className="sr">became</span> <ins>{after}</ins>
    </>
  );
}
