import { SitePageView, sitePageMetadata } from "../../site-page";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = PageProps<"/about/[[...rest]]">;

export const generateMetadata = ({ params }: Props) => sitePageMetadata({ page: "about", params });

export default function Page({ params }: Props) {
  return <SitePageView page="about" params={params} />;
}
