"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { urls } from "@/lib/urls";
import { call } from "./call";
import { useToasts } from "./toasts";

/** What can be done with the article's place in its story. */
export function StoryActs({ id }: { id: number }) {
  const router = useRouter();
  const { say } = useToasts();
  const [isPending, setPending] = useState(false);
  const split = async () => {
    setPending(true);
    const answer = await call<{ act: number }>("/api/newsroom/stories", { do: "split", ids: [id] });
    setPending(false);
    say(answer.ok ? { text: "Split from the story.", act: answer.value.act } : { text: answer.message, isError: true });
    if (answer.ok) router.refresh();
  };
  return (
    <div className="edit-acts">
      <a className="btn" href={urls.admin.stories}>
        Add coverage
      </a>
      <button className="btn needs-js" type="button" disabled={isPending} onClick={split}>
        Split from the story
      </button>
    </div>
  );
}
