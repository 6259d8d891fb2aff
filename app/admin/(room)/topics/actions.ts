"use server";

import { redirect } from "next/navigation";
import { editorAction } from "@/app/_server/action";
import { heardChanges } from "@/app/_server/follow-changes";
import { database } from "@/lib/database";
import * as topics from "@/lib/topic/change";
import { mergeTopics, removeTopic } from "@/lib/topic/merge";
import { urls } from "@/lib/urls";
import { mergeTopicForm, newTopicForm, removeTopicForm, topicForm } from "./forms";

export const createTopic = editorAction(newTopicForm, async (given, { id, email }) => {
  const by = { id, name: email };
  const done = await topics.createTopic(database().db, { ...given, by, now: new Date() });
  await heardChanges();
  redirect(`${urls.admin.topic(done.id)}?act=${done.act}`);
});

export const saveTopic = editorAction(topicForm, async (edit, { id, email }) => {
  const by = { id, name: email };
  const done = await topics.changeTopic(database().db, { ...edit, by, now: new Date() });
  if (!done.changed) return { message: "Nothing to change: it is like that already." };
  await heardChanges();
  redirect(`${urls.admin.topic(done.id)}?act=${done.act}`);
});

export const mergeTopic = editorAction(mergeTopicForm, async ({ topic, into }, { id, email }) => {
  const by = { id, name: email };
  const done = await mergeTopics(database().db, { from: topic, into, by, now: new Date() });
  await heardChanges();
  redirect(`${urls.admin.topic(done.id)}?act=${done.act}`);
});

export const dropTopic = editorAction(removeTopicForm, async ({ topic, seen }, { id, email }) => {
  const by = { id, name: email };
  const done = await removeTopic(database().db, { id: topic, seen, by, now: new Date() });
  await heardChanges();
  redirect(`${urls.admin.topics}?act=${done.act}`);
});
