import type { Metadata } from "next";
import type { ReactNode } from "react";
import { currentUser } from "@/app/_server/auth";
import { ThemeIcon } from "@/app/_ui/icons";
import { signOut } from "@/app/sign-in/actions";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { RoomNav } from "../_ui/room-nav";
import { Toasts } from "../_ui/toasts";

export const metadata: Metadata = { robots: { index: false, follow: false } };

/** The newsroom's frame. Each page asks for its role itself: a layout is not rendered anew with each of its pages. */
export default async function RoomLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  return (
    <div className="room">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="room-bar">
        <a className="name" href={urls.home}>
          {site().name}
          <span className="only-roomy">newsroom</span>
        </a>
        <RoomNav isAdmin={user?.role === "admin"} />
        <button className="icon-btn needs-js" data-theme-toggle type="button" aria-label="Light or dark">
          <ThemeIcon />
        </button>
        {user ? (
          <form action={signOut} className="room-user">
            <a href={urls.admin.account}>
              <span className="only-roomy">{user.email}</span>
              <span className="not-roomy">Account</span>
            </a>
            <button className="btn btn-bare" type="submit">
              Sign out
            </button>
          </form>
        ) : null}
      </header>
      <Toasts>{children}</Toasts>
    </div>
  );
}
