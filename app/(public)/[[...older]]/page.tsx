/** The front page, and the older pages below it. */
import type { Metadata } from "next";
import { frontPage } from "@/app/_server/reads";
import { CoverageColumn } from "@/app/_ui/coverage";
import { FrontRail } from "@/app/_ui/front-rail";
import { Pager } from "@/app/_ui/pager";
import { hasWidePicture } from "@/app/_ui/picture";
import { LeadStory, PairStory } from "@/app/_ui/story-entries";
import { StructuredData } from "@/app/_ui/structured-data";
import { webSite } from "@/lib/discovery/structured-data";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { ListData } from "../list-data";
import { NOT_HERE, NotHere } from "../not-here";
import { listMetadata } from "../page-metadata";
import { cursorOf } from "../params";
import { PublicFrame } from "../public-frame";
import { River, Spread, TopHead } from "../top-stories";
import { NothingYet } from "./nothing-yet";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

/** So many rows stand beside the rail; the others below both. */
const BESIDE_RAIL = 7;
/** With fewer stories the rail is longer than they are. */
const MANY = 8;

type Props = PageProps<"/[[...older]]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const cursor = cursorOf((await params).older);
  const page = cursor === undefined ? null : (await frontPage(cursor)).page;
  if (cursor === undefined || page === null) return NOT_HERE;
  const { name, description } = site();
  const metadata = listMetadata({ title: "Top stories", description, list: urls.home, cursor, page });
  if (cursor !== null) return metadata;
  const title = description ? `${name}: ${description}` : name;
  return {
    ...metadata,
    title: { absolute: title },
    openGraph: { ...metadata.openGraph, title },
    twitter: { ...metadata.twitter, title },
  };
}

export default async function FrontPage({ params }: Props) {
  const cursor = cursorOf((await params).older);
  if (cursor === undefined) return <NotHere />;
  const { page, rail, now } = await frontPage(cursor);
  if (page === null) return <NotHere />;
  const clock = { ...site(), now };
  const pager = <Pager list={urls.home} cursor={cursor} page={page} what="stories" />;

  if (cursor !== null || !rail) {
    return (
      <PublicFrame current={urls.home}>
        <ListData name="Top stories" list={urls.home} cursor={cursor} items={page.items} />
        <TopHead title="Top stories, older" period="now" />
        <Spread stories={page.items} clock={clock} />
        {pager}
      </PublicFrame>
    );
  }

  const [lead, ...others] = page.items;
  if (!lead) return <NothingYet />;
  const pair = others.slice(0, 2);
  const picture = pair.some(hasWidePicture);
  const layout =
    lead.coverage.length === 0 ? "front-alone" : page.items.length > 1 && page.items.length < MANY ? "front-few" : "";
  return (
    <PublicFrame current={urls.home}>
      <StructuredData of={webSite(site())} />
      <ListData name="Top stories" list={urls.home} cursor={null} items={page.items} />
      <TopHead title="Top stories" period="now" />
      <div className={`front ${layout}`}>
        <LeadStory story={lead} clock={clock} />
        {lead.coverage.length > 0 && <CoverageColumn story={lead} clock={clock} />}
        <div className="rest">
          {pair.length > 0 && (
            <div className="pair">
              {pair.map((story) => (
                <PairStory key={story.id} story={story} clock={clock} picture={picture} />
              ))}
            </div>
          )}
          <River stories={others.slice(2, 2 + BESIDE_RAIL)} clock={clock} />
        </div>
        <div className="rest-below">
          <Spread stories={others.slice(2 + BESIDE_RAIL)} clock={clock} />
          {pager}
        </div>
        <FrontRail rail={rail} clock={clock} />
      </div>
    </PublicFrame>
  );
}
