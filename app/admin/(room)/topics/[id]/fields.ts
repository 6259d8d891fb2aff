/** The fields of a topic's form. */
import type { NamedField } from "@/app/admin/_ui/names/name-field";
import { isBelow, type TopicView } from "@/lib/topic/view";

type Other = { id: string; name: string; parent: string | null; position: number | null };

/** @param all in their order */
export function topicFields(topic: TopicView, all: Other[]): NamedField[] {
  const parents = all.filter(({ name }) => name === topic.parent || !isBelow(name, topic.name, all));
  const isUnknown = topic.parent !== null && !all.some(({ name }) => name === topic.parent);
  const listed = all.filter(({ position, id }) => position !== null && id !== topic.id);
  return [
    { name: "name", label: "Name", value: topic.name, isRequired: true, hint: "As articles and their files name it." },
    {
      name: "id",
      label: "Address",
      value: topic.id,
      isRequired: true,
      isCode: true,
      hint: `/topic/${topic.id}. Another one leaves the old one leading here.`,
    },
    {
      name: "shortname",
      label: "Short name",
      value: topic.shortname ?? "",
      hint: "Where there is little room, such as the line of sections.",
    },
    {
      name: "parent",
      label: "Below",
      value: topic.parent ?? "",
      kind: "choice",
      options: [
        { value: "", label: "No other topic" },
        ...(isUnknown ? [{ value: topic.parent ?? "", label: `${topic.parent} (no such topic yet)` }] : []),
        ...parents
          .map(({ name }) => ({ value: name, label: name }))
          .sort((a, b) => a.label.localeCompare(b.label, "en")),
      ],
    },
    {
      name: "after",
      label: "Listed behind",
      value: topic.after ?? "",
      kind: "choice",
      options: [
        { value: "", label: "Nothing: the first" },
        ...listed.map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    {
      name: "keywords",
      label: "Keywords",
      value: topic.keywords.join("\n"),
      kind: "text",
      hint: "One a line. Articles that have them are proposed this topic.",
    },
  ];
}
