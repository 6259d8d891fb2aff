import { SitePageView, sitePageMetadata } from "../../site-page";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = PageProps<"/privacy/[[...rest]]">;

export const generateMetadata = ({ params }: Props) => sitePageMetadata({ page: "privacy", params });

export default function Page({ params }: Props) {
  return <SitePageView page="privacy" params={params} />;
}
