"use server";

import { z } from "zod";
import { adminAction } from "@/app/_server/action";
import { database } from "@/lib/database";
import * as sample from "@/lib/sample-removal";

export const removeSample = adminAction(z.object({}), async (_, { id, email }) => {
  const { articles } = await sample.removeSample(database().db, { by: { id, name: email }, now: new Date() });
  return { message: `The sample content is gone: ${articles.toLocaleString("en")} articles, and all that was theirs.` };
});
