import type { Field } from "@/lib/api/fields";
import { CodeText } from "./code-text";

/** Fields with what they are and say, and those within them. */
export function FieldList({ fields, label }: { fields: Field[]; label: string }) {
  return (
    <ul className="api-fields" aria-label={label}>
      {fields.map(({ name, kind, description, fields: inner }) => (
        <li key={name}>
          <p>
            <code className="name">{name}</code>{" "}
            <span className="kind">
              <CodeText text={kind} />
            </span>
            {description ? (
              <span className="says">
                <CodeText text={description} />
              </span>
            ) : null}
          </p>
          {inner.length > 0 ? <FieldList fields={inner} label={`${label}: ${name}`} /> : null}
        </li>
      ))}
    </ul>
  );
}
