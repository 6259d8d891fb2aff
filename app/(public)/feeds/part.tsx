import type { ReactNode } from "react";

export function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="feed-part" aria-labelledby={id}>
      <h2 className="hed hed-4" id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}
