import { urls } from "@/lib/urls";

/**
 * For `notFound()` outside the public pages, which have a page of their own (not-here.tsx). It is part of what every
 * page sends, so it is small.
 */
export default function NotFound() {
  return (
    <main className="wrap empty">
      <h1 className="hed hed-2">There is no such page</h1>
      <a className="under" href={urls.home}>
        Front page
      </a>
    </main>
  );
}
