/** Takes stories apart whose files do not hold them together any more. */
import { type ArticleWithFile, articlesOfStories, deleteArticles } from "@/db/article-rows";
import type { Db } from "@/db/client";
import { editedStories, moveToStories, openStories } from "@/db/stories-write";
import { keyOf } from "../article/fields";
import { parseArticleFile } from "../article/file";
import { Components } from "../story/components";

type Unrelated = {
  /** To settle, those that are left and those that split off. */
  storyIds: number[];
  deletedIds: number[];
  /** Articles that are alone now. */
  aloneIds: number[];
  /** Articles that are in another story now. */
  movedIds: number[];
};

/**
 * Rebuilds stories from what their members' files list: each group that hangs together keeps or gets a story, and
 * coverage that no file lists is removed, unless it has a page. Stories that editors changed stay as they are.
 */
export async function unrelate(tx: Db, storyIds: number[]): Promise<Unrelated> {
  const edited = await editedStories(tx, storyIds);
  const members = (await articlesOfStories(tx, storyIds)).filter(
    ({ storyId }) => storyId !== null && !edited.has(storyId),
  );
  const deleted: number[] = [];
  const alone: number[] = [];
  const split: number[][] = [];
  for (const storyId of storyIds) {
    const groups = groupsOf(members.filter((member) => member.storyId === storyId));
    groups.sort((a, b) => b.length - a.length || (a[0]?.id ?? 0) - (b[0]?.id ?? 0));
    const leaving = (groups[0]?.length ?? 0) > 1 ? groups.slice(1) : groups;
    for (const group of leaving) {
      const [only] = group;
      if (group.length > 1) split.push(group.map(({ id }) => id));
      else if (only && only.file.text === null && only.slug === null) deleted.push(only.id);
      else if (only) alone.push(only.id);
    }
  }
  const opened = await openStories(tx, split.length);
  await moveToStories(tx, [
    ...alone.map((id) => ({ id, storyId: null })),
    ...split.flatMap((ids, index) => ids.map((id) => ({ id, storyId: opened[index] as number }))),
  ]);
  await deleteArticles(tx, deleted);
  return { storyIds: [...storyIds, ...opened], deletedIds: deleted, aloneIds: alone, movedIds: split.flat() };
}

function groupsOf(members: ArticleWithFile[]): ArticleWithFile[][] {
  const byKey = new Map<string, ArticleWithFile>();
  for (const member of members) {
    const key = keyOf(member);
    if (key !== null && !byKey.has(key)) byKey.set(key, member);
  }
  const components = new Components<ArticleWithFile>(({ id }) => String(id));
  for (const member of members) {
    components.add(member);
    for (const key of listedKeys(member)) {
      const other = byKey.get(key);
      if (other) components.join(member, other);
    }
  }
  return components.all();
}

function listedKeys({ file }: ArticleWithFile): string[] {
  return file.text === null ? [] : parseArticleFile(file.text).data.related.map(({ key }) => key);
}
