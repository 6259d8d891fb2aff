import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { providerPage } from "@/app/_server/reads";
import { Crumbs } from "@/app/_ui/crumbs";
import { Logo } from "@/app/_ui/logo";
import { Pager } from "@/app/_ui/pager";
import { RowStory } from "@/app/_ui/story-entries";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { FollowLinks } from "../../../feeds/follow-links";
import { ListData } from "../../../list-data";
import { NOT_HERE, NotHere } from "../../../not-here";
import { listMetadata } from "../../../page-metadata";
import { cursorOf, decoded } from "../../../params";
import { PublicFrame } from "../../../public-frame";
import { providerSummary } from "../../../summaries";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = PageProps<"/provider/[domain]/[[...older]]">;

/** Null when the address names no page. */
async function read({ params }: Props) {
  const { domain: segment, older } = await params;
  const domain = decoded(segment);
  const cursor = cursorOf(older);
  if (!domain || cursor === undefined) return null;
  // One page a provider, not one for each way to write its domain.
  if (domain !== domain.toLowerCase()) permanentRedirect(urls.provider(domain.toLowerCase()));
  const { provider, page, movedTo, now } = await providerPage(domain, cursor);
  if (movedTo !== null) {
    const list = urls.provider(movedTo);
    permanentRedirect(cursor === null ? list : urls.older(list, cursor));
  }
  return provider && page && { provider, cursor, page, now, list: urls.provider(provider.domain) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await read(props);
  if (!found) return NOT_HERE;
  const { provider } = found;
  const { name, description, domain } = provider;
  const summary = `${site().name}: ${providerSummary(provider, site())}`;
  return listMetadata({
    ...found,
    title: name,
    description: description ? `${description} ${summary}` : summary,
    feeds: { source: { kind: "provider", domain }, called: name },
    card: urls.card.provider(domain),
  });
}

export default async function ProviderPage(props: Props) {
  const found = await read(props);
  if (!found) return <NotHere />;
  const { provider, cursor, page, now, list } = found;
  const clock = { ...site(), now };
  return (
    <PublicFrame current={urls.providers}>
      <ListData
        name={provider.name}
        list={list}
        cursor={cursor}
        items={page.items}
        below={[["Providers", urls.providers]]}
      />
      <Crumbs path={[["Providers", urls.providers]]} />
      <div className="page-head">
        <div className="named">
          {provider.logo && <Logo provider={provider} size="big" />}
          <h1 className="hed hed-1">{provider.name}</h1>
        </div>
      </div>
      <div className="split">
        <div className="side">
          {provider.description && <p className="dek">{provider.description}</p>}
          <p className="note">
            <a href={`https://${provider.domain}`} rel="external">
              {provider.domain} <span aria-hidden="true">↗</span>
            </a>
          </p>
          <p className="note">
            {providerSummary(provider, site())}{" "}
            {provider.leads > 0 &&
              `Led ${provider.leads} ${provider.leads === 1 ? "story" : "stories"} in the last 30 days.`}
          </p>
          <FollowLinks source={{ kind: "provider", domain: provider.domain }} name={provider.name} />
        </div>
        <div className="split-list">
          {page.items.map((card) => (
            <RowStory key={card.id} story={card} clock={clock} />
          ))}
          {page.items.length === 0 && <p className="note">There is no article by this provider yet.</p>}
          <Pager list={list} cursor={cursor} page={page} what="articles" />
        </div>
      </div>
    </PublicFrame>
  );
}
