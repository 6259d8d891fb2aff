"use server";
/** The buttons of the stories' room without JavaScript. */
import { redirect } from "next/navigation";
import { z } from "zod";
import { editorAction } from "@/app/_server/action";
import { storyToEdit } from "@/db/stories-read";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { sayApart } from "@/lib/story/apart";
import { chooseLead, mergeIntoStory, splitFromStory } from "@/lib/story/change";
import { urls } from "@/lib/urls";
import { markedIn } from "./marked";

const suggestion = z.looseObject({ do: z.enum(["merge", "apart"]) });
const story = z.looseObject({
  do: z.enum(["lead", "quality", "split", "own"]),
  story: z.coerce.number().int().positive(),
});

export const answerSuggestion = editorAction(suggestion, async ({ do: act, ...fields }, user) => {
  const ids = markedIn(fields);
  const by = { ...user, name: user.email };
  if (ids.length < 2) throw new AppError("invalid", { message: "Tick two articles or more." });
  if (act === "merge") await mergeIntoStory(database().db, ids, { by, now: new Date() });
  else await sayApart(database().db, ids, { by });
  return { message: act === "merge" ? "They are one story." : "They are not suggested again." };
});

export const changeStory = editorAction(story, async ({ do: act, story: id, ...fields }, user) => {
  const ids = markedIn(fields);
  const { db } = database();
  const how = { by: { ...user, name: user.email }, now: new Date() };
  if (act !== "quality" && ids.length === 0) throw new AppError("invalid", { message: "Tick an article first." });
  if (act === "lead" && ids.length > 1) throw new AppError("invalid", { message: "Tick the one that is to lead." });
  if (act === "quality") await chooseLead(db, id, null, how);
  else if (act === "lead") await chooseLead(db, id, ids[0] as number, how);
  else await splitFromStory(db, ids, { ...how, together: act === "own" });
  if (!(await storyToEdit(db, id))) redirect(urls.admin.stories);
  return { message: "Saved." };
});
