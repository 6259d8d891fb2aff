"use client";

import { usePathname } from "next/navigation";
import { urls } from "@/lib/urls";

const ROOMS = [
  { name: "Articles", path: urls.admin.articles },
  { name: "Search", path: urls.admin.search() },
];

/** The newsroom's parts; the layout around it is not rendered anew with each page, so it looks at the address itself. */
export function RoomNav() {
  const here = usePathname();
  return (
    <nav className="room-nav" aria-label="Newsroom">
      {ROOMS.map(({ name, path }) => (
        <a
          key={path}
          href={path}
          aria-current={here === path ? "page" : here.startsWith(`${path}/`) ? "true" : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}
