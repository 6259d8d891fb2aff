/** Tells heat that files give by the rule from heat set by hand, once it is known who is in a story. */
import { articlesOfStories } from "@/db/article-rows";
import type { Db } from "@/db/client";
import { writeHeatGiven } from "@/db/stories-write";
import { parseArticleFile } from "../article/file";
import { settled } from "../story/rules";

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
): Promise<void> {
  const members = await articlesOfStories(tx, storyIds);
  const writes = [...new Set(storyIds)].flatMap((storyId) =>
    settled(members.filter((member) => member.storyId === storyId)).flatMap(({ member, rule }) => {
      const isNew = member.file.text !== null && isOfThisImport(member);
      const given = isNew ? parseArticleFile(member.file.text as string).data.heat : member.heatGiven;
      const heatGiven = given === rule ? null : given;
      return heatGiven === member.heatGiven ? [] : [{ id: member.id, heatGiven }];
    }),
  );
  await writeHeatGiven(tx, writes);
}
