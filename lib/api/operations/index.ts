/** Every operation of the API, in the order in which it is described. */
import type { Operation } from "../operation";
import { COMPATIBLE } from "./compatible";
import { PORTAL } from "./portal";
import { READING } from "./reading";
import { SEARCHING } from "./search";
import { WRITING } from "./writing";

export const OPERATIONS: Operation[] = [...READING, ...SEARCHING, ...COMPATIBLE, ...WRITING, ...PORTAL];
