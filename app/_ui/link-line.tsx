/** Links side by side, such as the feeds of a search. */
export function LinkLine({ links }: { links: { name: string; href: string }[] }) {
  return (
    <p className="feedline">
      {links.map(({ name, href }) => (
        <a key={href} href={href}>
          {name}
        </a>
      ))}
    </p>
  );
}
