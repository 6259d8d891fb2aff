/** Everything that is measured, in the order of section 7 of the design. */
import type { Row } from "../row";
import { atOnce } from "./at-once";
import { importing } from "./importing";
import { indexing } from "./indexing";
import { javascript } from "./javascript";
import { lighthouse } from "./lighthouse";
import { newsroom } from "./newsroom";
import { pages } from "./pages";
import { position } from "./position";
import { proxy } from "./proxy";
import { searchPace } from "./search-pace";
import { searchRate } from "./search-rate";
import { cleanClone, starting } from "./starting";

export const ROWS: Row[] = [
  pages,
  searchRate,
  searchPace,
  atOnce,
  position,
  proxy,
  importing,
  starting,
  cleanClone,
  javascript,
  lighthouse,
  indexing,
  newsroom,
];
