import type { Metadata } from "next";
import { providersPage } from "@/app/_server/reads";
import { Box } from "@/app/_ui/box";
import { Logo } from "@/app/_ui/logo";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { NOT_HERE, NotHere } from "../../not-here";
import { pageMetadata } from "../../page-metadata";
import { PublicFrame } from "../../public-frame";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

const LEADERS_SHOWN = 10;

type Props = PageProps<"/providers/[[...rest]]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if ((await params).rest) return NOT_HERE;
  return pageMetadata({
    title: "Providers",
    description: `Who publishes what stands on ${site().name}.`,
    path: urls.providers,
  });
}

export default async function ProvidersPage({ params }: Props) {
  if ((await params).rest) return <NotHere />;
  const { providers } = await providersPage();
  const leaders = providers.filter(({ leads }) => leads > 0).sort((a, b) => b.leads - a.leads);
  return (
    <PublicFrame current={urls.providers}>
      <div className="page-head">
        <h1 className="hed hed-2">Providers</h1>
        <p className="note">
          {providers.length.toLocaleString("en")} {providers.length === 1 ? "provider" : "providers"}, those with most
          articles first
        </p>
      </div>
      <div className="with-rail">
        <ul className="roll">
          {providers.map((provider) => (
            <li key={provider.id}>
              <Logo provider={provider} />
              <div>
                <a href={urls.provider(provider.domain)}>{provider.name}</a>
                <small>{provider.domain}</small>
              </div>
              <span>
                {provider.articles.toLocaleString("en")} {provider.articles === 1 ? "article" : "articles"}
              </span>
            </li>
          ))}
        </ul>
        <aside className="rail" aria-label="Leaders">
          {leaders.length > 0 && (
            <Box title="Led most stories in 30 days">
              <ol className="tally tally-rank">
                {leaders.slice(0, LEADERS_SHOWN).map((provider) => (
                  <li key={provider.id}>
                    <a href={urls.provider(provider.domain)}>{provider.name}</a>
                    <span>{provider.leads}</span>
                  </li>
                ))}
              </ol>
            </Box>
          )}
        </aside>
      </div>
    </PublicFrame>
  );
}
