import type { ReactNode } from "react";
import { keptFrame } from "@/app/_server/reads";
import { Frame } from "@/app/_ui/frame";
import { site } from "@/lib/site";

/** The frame stays while the search in it changes. */
export default async function SearchLayout({ children }: { children: ReactNode }) {
  const { topics } = await keptFrame();
  return (
    <Frame site={site()} topics={topics} search={false}>
      {children}
    </Frame>
  );
}
