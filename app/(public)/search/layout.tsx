import type { ReactNode } from "react";
import { PublicFrame } from "../public-frame";

/** The frame stays while the search in it changes. */
export default function SearchLayout({ children }: { children: ReactNode }) {
  return <PublicFrame search={false}>{children}</PublicFrame>;
}
