/** Tells heat that files give by the rule from heat set by hand, once it is known who is in a story. */
import { articlesOfStories } from "@/db/article-rows";
import type { Db } from "@/db/client";
import { chosenLeads, writeHeatGiven, writeLeadGiven } from "@/db/stories-write";
import { parseArticleFile } from "../article/file";
import { COVERAGE_HEAT, leadOf, type Member, membersAt, settled } from "../story/rules";

/**
 * A file's heat counts as set by hand where it differs from the rule. For articles of this import that is decided anew
 * whenever their story changes, so that the order in which files come does not matter; a heat that meets the rule
 * follows it from then on.
 * @param isOfThisImport whether an article came, or was changed, with the import that runs
 */
export async function regiveHeat(
  tx: Db,
  storyIds: number[],
  isOfThisImport: (article: { id: number; createdAt: Date }) => boolean,
  now: Date,
): Promise<void> {
  const known = new Set((await chosenLeads(tx, storyIds)).map(({ id }) => id));
  const members = membersAt(await articlesOfStories(tx, storyIds), now).map((member) => ({
    ...member,
    leadGiven: known.has(member.id),
  }));
  const givenOf = (member: (typeof members)[number]) =>
    member.file.text !== null && isOfThisImport(member)
      ? parseArticleFile(member.file.text).data.heat
      : member.heatGiven;
  const chosen = [...new Set(storyIds)].flatMap((storyId) => {
    const own = members.filter((member) => member.storyId === storyId);
    const lead = chosenLead(own.map((member) => ({ ...member, told: givenOf(member) })));
    return lead ? [lead.id] : [];
  });
  await writeLeadGiven(tx, chosen);
  for (const member of members) member.leadGiven ||= chosen.includes(member.id);
  const writes = [...new Set(storyIds)].flatMap((storyId) =>
    settled(members.filter((member) => member.storyId === storyId)).flatMap(({ member, rule }) => {
      const given = givenOf(member);
      const heatGiven = given === rule ? null : given;
      return heatGiven === member.heatGiven ? [] : [{ id: member.id, heatGiven }];
    }),
  );
  await writeHeatGiven(tx, writes);
}

/**
 * The member that an editor chose to lead where the files come from: theirs say that the best one is coverage, and give
 * another the heat that only the lead has.
 */
function chosenLead<M extends Member & { told: number | null }>(members: M[]): M | undefined {
  const best = leadOf(members);
  if (members.some(({ leadGiven }) => leadGiven) || best?.told !== COVERAGE_HEAT) return undefined;
  const led = members.filter((member) => {
    if (member === best || member.state !== "published" || member.told === null) return false;
    const asLead = settled(members.map((one) => ({ ...one, leadGiven: one.id === member.id })));
    return asLead.find((one) => one.member.id === member.id)?.rule === member.told;
  });
  return led.length === 1 ? led[0] : undefined;
}
