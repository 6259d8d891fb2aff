"use client";

import { usePathname } from "next/navigation";
import { urls } from "@/lib/urls";

const { admin } = urls;
const ROOMS = [
  { name: "Queue", path: admin.queue },
  { name: "Articles", path: admin.articles },
  { name: "Stories", path: admin.stories },
  { name: "Front page", path: admin.front },
  { name: "Topics", path: admin.topics },
  { name: "Providers", path: admin.providers },
  { name: "Search", path: admin.search() },
  { name: "History", path: admin.audit },
  { name: "Overview", path: admin.overview },
];
const ROOMS_OF_ADMINS = [
  { name: "People", path: admin.users },
  { name: "Settings", path: admin.settings },
  { name: "Data", path: admin.data },
];

/** The newsroom's parts; the layout around it is not rendered anew with each page, so it looks at the address itself. */
export function RoomNav({ isAdmin }: { isAdmin: boolean }) {
  const here = usePathname();
  return (
    <nav className="room-nav" aria-label="Newsroom">
      {(isAdmin ? [...ROOMS, ...ROOMS_OF_ADMINS] : ROOMS).map(({ name, path }) => (
        <a
          key={path}
          href={path}
          aria-current={
            here === path ? "page" : path !== admin.queue && here.startsWith(`${path}/`) ? "true" : undefined
          }
        >
          {name}
        </a>
      ))}
    </nav>
  );
}
