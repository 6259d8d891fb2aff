import { type FILTERS, type ListParameters, listPath } from "./filter";
import type { Choices } from "./filter-form";

type Field = (typeof FILTERS)[number];
type Props = { parameters: ListParameters; choices: Choices; notUnderstood: string[] };

/** What the list is narrowed by, each with a link that takes it away. */
export function FilterChips({ parameters, choices, notUnderstood }: Props) {
  const chips = chipsOf(parameters, choices);
  if (chips.length === 0 && notUnderstood.length === 0) return null;
  return (
    <div className="filter-chips">
      {chips.length > 0 ? (
        <ul aria-label="Filters">
          {chips.map(({ word, without }) => (
            <li key={word}>
              <a className="filter-chip" href={listPath(parameters, without)}>
                <span className="sr">Without: </span>
                {word} <span aria-hidden="true">×</span>
              </a>
            </li>
          ))}
          {chips.length > 1 ? (
            <li>
              <a
                className="filter-none"
                href={listPath(parameters, Object.assign({}, ...chips.map((chip) => chip.without)))}
              >
                Without all of them
              </a>
            </li>
          ) : null}
        </ul>
      ) : null}
      {notUnderstood.length > 0 ? (
        <p className="problem" role="status">
          Not understood, and left out: {notUnderstood.join(", ")}.
        </p>
      ) : null}
    </div>
  );
}

function chipsOf(parameters: ListParameters, { providers, topics, people }: Choices) {
  const { q, provider, topic, type, from, to, story, picture, by } = parameters;
  const chips: { word: string; without: Partial<ListParameters> }[] = [];
  const add = (word: string | null, fields: Field[]) => {
    const without = Object.fromEntries(
      fields.map((field) => [field, typeof parameters[field] === "string" && !ENUMS.includes(field) ? "" : null]),
    );
    if (word) chips.push({ word, without });
  };
  add(q && `“${q}”`, ["q"]);
  add(provider && (providers.find(({ domain }) => domain === provider)?.name ?? provider), ["provider"]);
  add(topic && (topics.find(({ id }) => id === topic)?.name ?? topic), ["topic"]);
  add(type && `Type ${type}`, ["type"]);
  add(spanWord("Quality", parameters.qualityFrom, parameters.qualityTo), ["qualityFrom", "qualityTo"]);
  add(spanWord("Heat", parameters.heatFrom, parameters.heatTo), ["heatFrom", "heatTo"]);
  add(spanWord("Published", from || null, to || null), ["from", "to"]);
  add(story && (story === "in" ? "In a story" : "In no story"), ["story"]);
  add(picture && "Without a picture", ["picture"]);
  add(by === null ? null : `Changed by ${people.find(({ id }) => id === by)?.email ?? by}`, ["by"]);
  return chips;
}

/** Whose absence is null rather than an empty text. */
const ENUMS: Field[] = ["story", "picture"];

function spanWord(name: string, from: string | number | null, to: string | number | null): string | null {
  if (from === null && to === null) return null;
  if (to === null) return `${name} from ${from}`;
  return from === null ? `${name} to ${to}` : `${name} ${from} to ${to}`;
}
