import { SitePageView, sitePageMetadata } from "../../site-page";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = PageProps<"/imprint/[[...rest]]">;

export const generateMetadata = ({ params }: Props) => sitePageMetadata({ page: "imprint", params });

export default function Page({ params }: Props) {
  return <SitePageView page="imprint" params={params} />;
}
