import type { Metadata } from "next";
import { topPage } from "@/app/_server/reads";
import { Pager } from "@/app/_ui/pager";
import type { Period } from "@/lib/reading/types";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { ListData } from "../../../list-data";
import { NOT_HERE, NotHere } from "../../../not-here";
import { listMetadata } from "../../../page-metadata";
import { cursorOf } from "../../../params";
import { PublicFrame } from "../../../public-frame";
import { Hottest, Spread, TopHead } from "../../../top-stories";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

const TITLES = new Map<string, string>([
  ["day", "Top of the day"],
  ["week", "Top of the week"],
  ["month", "Top of the month"],
  ["year", "Top of the year"],
  ["all", "Top of all time"],
] satisfies [Period, string][]);

type Props = PageProps<"/top/[period]/[[...older]]">;

/** Null when the address names no page. */
async function read({ params }: Props) {
  const { period: named, older } = await params;
  const title = TITLES.get(named);
  const cursor = cursorOf(older);
  if (!title || cursor === undefined) return null;
  const period = named as Period;
  const { page, now } = await topPage(period, cursor);
  return page && { period, title, cursor, page, now, list: urls.top(period) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await read(props);
  if (!found) return NOT_HERE;
  return listMetadata({
    ...found,
    description: `The hottest stories on ${site().name}: ${found.title.toLowerCase()}.`,
  });
}

export default async function TopPage(props: Props) {
  const found = await read(props);
  if (!found) return <NotHere />;
  const { period, title, cursor, page, now, list } = found;
  const clock = { ...site(), now };
  const pager = <Pager list={list} cursor={cursor} page={page} what="stories" />;
  return (
    <PublicFrame current={urls.home}>
      <ListData name={title} list={list} cursor={cursor} items={page.items} />
      <TopHead title={title} period={period} />
      {page.items.length === 0 && <p className="note">No story in this time. A longer period has more.</p>}
      {cursor === null ? (
        <Hottest stories={page.items} clock={clock}>
          {pager}
        </Hottest>
      ) : (
        <>
          <Spread stories={page.items} clock={clock} />
          {pager}
        </>
      )}
    </PublicFrame>
  );
}
