import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireRole } from "@/app/_server/auth";
import { storyToEdit } from "@/db/stories-read";
import { database } from "@/lib/database";
import { site } from "@/lib/site";
import { nearStories } from "@/lib/story/near";
import { urls } from "@/lib/urls";
import { Steps } from "../steps";
import { toldArticle } from "../told-article";
import { toldNear } from "../told-groups";
import { StoryDesk } from "./story-desk";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Story" };

export default async function StoryPage({ params }: PageProps<"/admin/stories/[id]">) {
  const { id: given } = await params;
  const id = /^\d{1,15}$/.test(given) ? Number(given) : 0;
  await requireRole("editor", id ? urls.admin.story(id) : urls.admin.stories);
  const { db } = database();
  const story = await storyToEdit(db, id);
  const [first] = story?.members ?? [];
  if (!story || !first) notFound();
  const now = new Date();
  const place = site();
  const near = await nearStories(db, first.id, now);
  const lead = first.state === "published" && !first.isCoverage ? first : null;
  const members = story.members.map((member) => toldArticle(member, now, place));

  return (
    <main className="list stories" id="main">
      <Steps />
      <nav className="st-crumb" aria-label="Where this is">
        <a href={urls.admin.stories}>Stories</a>
      </nav>
      <header className="st-title">
        <h1 className="hed hed-3">{members[0]?.title}</h1>
        <p className="sub">
          <span>{members.length} articles</span>
          <span>{lead ? "" : "nothing of it is published"}</span>
          {story.edited ? <span>edited by hand</span> : null}
          {lead?.slug ? <a href={urls.article(lead.slug)}>as readers see it</a> : null}
        </p>
      </header>
      <StoryDesk
        key={story.id}
        storyId={story.id}
        members={members}
        near={near.map((one) => toldNear(one, now, place))}
      />
    </main>
  );
}
