import type { ReactNode } from "react";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";

/** The frame of the pages in front of the newsroom. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="door" id="main">
      <p className="door-name">
        <a href={urls.home}>{site().name}</a>
      </p>
      <h1>{title}</h1>
      {children}
    </main>
  );
}
