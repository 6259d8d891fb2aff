import { fieldsOf, kindOf } from "@/lib/api/fields";
import type { Operation } from "@/lib/api/operation";
import { CodeText } from "./code-text";
import { filledIn, type Known } from "./examples";
import { FieldList } from "./field-list";

/** One thing that the API does: what it takes, what it gives, and addresses to try. */
export function OperationView({ operation, known }: { operation: Operation; known: Known }) {
  const { method, path, id, summary, description, answer, otherwise, examples, scope } = operation;
  const takes = takenBy(operation);
  return (
    <section className="api-op" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        <span className="says">{summary}</span>
        <code>
          <b>{method.toUpperCase()}</b> <Breakable path={path} />
        </code>
      </h3>
      {description ? (
        <p>
          <CodeText text={description} />
        </p>
      ) : null}
      {scope === undefined ? null : (
        <p className="note">
          {scope === null ? (
            "With any token."
          ) : (
            <>
              With a token that may <code>{scope}</code>.
            </>
          )}
        </p>
      )}
      {examples.length > 0 ? (
        <ul className="api-tries" aria-label={`Examples: ${summary}`}>
          {examples.map((example) => {
            const address = filledIn(example, known);
            return (
              <li key={example}>
                <a className="under" href={address}>
                  <code>
                    <Breakable path={address} />
                  </code>
                </a>
              </li>
            );
          })}
        </ul>
      ) : null}
      {takes.length > 0 ? (
        <details>
          <summary>What it takes</summary>
          <FieldList fields={takes} label={`${summary}: what it takes`} />
        </details>
      ) : null}
      <details>
        <summary>What it answers</summary>
        <FieldList fields={fieldsOf(answer)} label={`${summary}: what it answers`} />
        <dl className="api-statuses">
          {Object.entries(otherwise).map(([status, when]) => (
            <div key={status}>
              <dt>{status}</dt>
              <dd>
                <CodeText text={when ?? ""} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

function takenBy({ variables = [], query, headers = [], body }: Operation) {
  const said = [...variables, ...headers].map(({ name, description, schema }) => ({
    name,
    kind: kindOf(schema),
    optional: false,
    description,
    fields: [],
  }));
  const bodies = Object.entries(body?.content ?? {}).flatMap(([type, schema]) => {
    const fields = fieldsOf(schema);
    return [{ name: "body", kind: type, optional: !body?.required, description: "", fields }];
  });
  return [...said, ...(query ? fieldsOf(query) : []), ...bodies];
}

/** An address that may go on in the next line where one of its parts begins. */
function Breakable({ path }: { path: string }) {
  return path.split(/(?=[/?&])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: nothing moves
    <span key={index}>
      <wbr />
      {part}
    </span>
  ));
}
