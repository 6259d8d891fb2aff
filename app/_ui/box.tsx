import { type ReactNode, useId } from "react";

/** A part of the rail: its name, perhaps a link to all of its kind, and a short list. */
export function Box({
  title,
  link,
  children,
}: {
  title: string;
  link?: readonly [text: string, href: string];
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="box-h">
        <h2 id={id}>{title}</h2>
        {link && <a href={link[1]}>{link[0]}</a>}
      </div>
      {children}
    </section>
  );
}
