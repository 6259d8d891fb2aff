import type { ReactNode } from "react";
import { frame } from "@/app/_server/reads";
import { Frame } from "@/app/_ui/frame";
import { site } from "@/lib/site";

/** The frame with the site's topics. `current` is the path of the section or topic that the page belongs to. */
export async function PublicFrame({ current, children }: { current?: string; children: ReactNode }) {
  const { topics } = await frame();
  return (
    <Frame site={site()} topics={topics} current={current}>
      {children}
    </Frame>
  );
}
