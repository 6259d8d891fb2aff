import type { Told } from "./events";

/** `Published, quality ~~82~~ **87**` */
export function ToldLine({ told: { what, changes } }: { told: Told }) {
  return (
    <>
      {what}
      {changes.map(({ field, before, after }, index) => (
        <span key={field}>
          {what || index > 0 ? ", " : ""}
          {what || index > 0 ? field.toLowerCase() : field} <del>{before}</del> <span className="sr">became</span>{" "}
          <ins>{after}</ins>
        </span>
      ))}
      {!what && changes.length === 0 ? "Changed" : null}
    </>
  );
}
