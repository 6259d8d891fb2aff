import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { HEAD_SCRIPT } from "./_ui/head-script";
import { PAPER } from "./_ui/paper";
import "./globals.css";

export function generateMetadata(): Metadata {
  const { name, description, url } = site();
  return {
    metadataBase: new URL(url),
    title: { default: name, template: `%s · ${name}` },
    description,
    applicationName: name,
    manifest: urls.manifest,
    openGraph: { siteName: name, type: "website" },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: PAPER.light },
    { media: "(prefers-color-scheme: dark)", color: PAPER.dark },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The script may have set the theme before React looks.
    <html lang={site().locale} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constants of ours */}
        <script dangerouslySetInnerHTML={{ __html: HEAD_SCRIPT }} />
        <link rel="search" type="application/opensearchdescription+xml" href={urls.openSearch} title={site().name} />
      </head>
      <body>{children}</body>
    </html>
  );
}
