/** The archive: all months, and one month. */
import type { Metadata } from "next";
import { archivePage, monthPage } from "@/app/_server/reads";
import { Crumbs } from "@/app/_ui/crumbs";
import { Pager } from "@/app/_ui/pager";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { DayList } from "../../day-list";
import { ListData } from "../../list-data";
import { NOT_HERE, NotHere } from "../../not-here";
import { listMetadata, pageMetadata } from "../../page-metadata";
import { cursorOf, monthOf } from "../../params";
import { PublicFrame } from "../../public-frame";
import { monthName, Year, years } from "./years";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = PageProps<"/archive/[[...month]]">;

/** One month; null when the address names none. */
async function readMonth(rest: string[]) {
  const named = monthOf(rest);
  const cursor = cursorOf(named?.rest);
  if (!named || cursor === undefined) return null;
  const { year, month } = named;
  const { page, now } = await monthPage(year, month, cursor);
  return page && { title: `${monthName(month, site())} ${year}`, cursor, page, now, list: urls.month(year, month) };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { month: rest } = await params;
  const { name } = site();
  if (!rest)
    return pageMetadata({
      title: "Archive",
      description: `Everything on ${name}, month by month.`,
      path: urls.archive,
    });
  const found = await readMonth(rest);
  return found
    ? listMetadata({ ...found, description: `What ${name} had in ${found.title}, newest first.` })
    : NOT_HERE;
}

export default async function ArchivePage({ params }: Props) {
  const { month: rest } = await params;
  if (rest) return <MonthPage rest={rest} />;
  const { months } = await archivePage();
  const most = Math.max(1, ...months.map(({ articles }) => articles));
  return (
    <PublicFrame current={urls.archive}>
      <div className="page-head">
        <h1 className="hed hed-2">Archive</h1>
        <p className="note">Everything, month by month.</p>
      </div>
      {months.length === 0 && <p className="note">There is nothing here yet.</p>}
      <div>
        {years(months).map(({ year, months }) => (
          <Year key={year} year={year} months={months} most={most} place={site()} />
        ))}
      </div>
    </PublicFrame>
  );
}

async function MonthPage({ rest }: { rest: string[] }) {
  const found = await readMonth(rest);
  if (!found) return <NotHere />;
  const { title, cursor, page, now, list } = found;
  return (
    <PublicFrame current={urls.archive}>
      <ListData name={title} list={list} cursor={cursor} items={page.items} below={[["Archive", urls.archive]]} />
      <Crumbs path={[["Archive", urls.archive]]} />
      <div className="page-head">
        <h1 className="hed hed-2">{title}</h1>
      </div>
      <div>
        <DayList cards={page.items} clock={{ ...site(), now }} />
        {page.items.length === 0 && <p className="note">There is no article of this month.</p>}
        <Pager list={list} cursor={cursor} page={page} what="articles" />
      </div>
    </PublicFrame>
  );
}
