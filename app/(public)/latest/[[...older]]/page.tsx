import type { Metadata } from "next";
import { latestPage } from "@/app/_server/reads";
import { Pager } from "@/app/_ui/pager";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { DayList } from "../../day-list";
import { ListData } from "../../list-data";
import { NOT_HERE, NotHere } from "../../not-here";
import { listMetadata } from "../../page-metadata";
import { cursorOf } from "../../params";
import { PublicFrame } from "../../public-frame";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = PageProps<"/latest/[[...older]]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const cursor = cursorOf((await params).older);
  const page = cursor === undefined ? null : (await latestPage(cursor)).page;
  if (cursor === undefined || page === null) return NOT_HERE;
  const description = `Every article on ${site().name} as it appears, newest first.`;
  return listMetadata({ title: "Latest", description, list: urls.latest, cursor, page });
}

export default async function LatestPage({ params }: Props) {
  const cursor = cursorOf((await params).older);
  if (cursor === undefined) return <NotHere />;
  const { page, now } = await latestPage(cursor);
  if (page === null) return <NotHere />;
  return (
    <PublicFrame current={urls.latest}>
      <ListData name="Latest" list={urls.latest} cursor={cursor} items={page.items} />
      <div className="page-head">
        <h1 className="hed hed-2">Latest</h1>
        <p className="note">Every article as it appears, newest first.</p>
      </div>
      <div>
        <DayList cards={page.items} clock={{ ...site(), now }} />
        {page.items.length === 0 && <p className="note">There is nothing here yet.</p>}
        <Pager list={urls.latest} cursor={cursor} page={page} what="articles" />
      </div>
    </PublicFrame>
  );
}
