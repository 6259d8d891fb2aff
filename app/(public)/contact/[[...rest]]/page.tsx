import { SitePageView, sitePageMetadata } from "../../site-page";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = PageProps<"/contact/[[...rest]]">;

export const generateMetadata = ({ params }: Props) => sitePageMetadata({ page: "contact", params });

export default function Page({ params }: Props) {
  return <SitePageView page="contact" params={params} />;
}
