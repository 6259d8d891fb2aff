import { DiffText } from "./diff-text";
import type { Told } from "./events";

/** `Published, quality ~~82~~ **87**` */
export function ToldLine({ told: { what, changes } }: { told: Told }) {
  return (
    <>
      {what}
      {changes.map(({ field, before, after, isText }, index) => (
        <span key={field}>
          {what || index > 0 ? ", " : ""}
          {what || index > 0 ? field.toLowerCase() : field}{" "}
          {isText && before !== "none" && after !== "none" ? (
            <DiffText before={before} after={after} />
          ) : (
            <>
              <del>{before}</del> <span className="sr">became</span> <ins>{after}</ins>
            </>
          )}
        </span>
      ))}
      {!what && changes.length === 0 ? "Changed" : null}
    </>
  );
}
