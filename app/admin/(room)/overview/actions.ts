"use server";

import { refresh } from "next/cache";
import { editorAction } from "@/app/_server/action";
import { retryPictures } from "@/db/pictures";
import { database } from "@/lib/database";
import { retryForm } from "./forms";

export const retryPicture = editorAction(retryForm, async ({ picture }) => {
  const count = await retryPictures(database().db, picture);
  refresh();
  return {
    message:
      count === 0
        ? "None was left to try."
        : `${count === 1 ? "It is" : `${count} are`} fetched again; look in a minute.`,
  };
});
