/** Where a page belongs, from the front page down. */
export function Crumbs({ path }: { path: readonly (readonly [text: string, href: string])[] }) {
  return (
    <nav aria-label="You are here">
      <ol className="crumb">
        {path.map(([text, href]) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
