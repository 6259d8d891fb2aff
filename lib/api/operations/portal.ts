/** What the portal says of itself. */
import { z } from "zod";
import type { Operation } from "../operation";
import { READS } from "../policies";
import { health } from "../schemas/common";

const common = { group: "The portal", method: "get" } as const;

export const PORTAL: Operation[] = [
  {
    ...common,
    path: "/api/openapi.json",
    id: "openapi",
    summary: "This description, as OpenAPI 3.1",
    answer: z.looseObject({ openapi: z.string() }),
    otherwise: {},
    policy: READS,
    examples: ["/api/openapi.json"],
  },
  {
    ...common,
    path: "/api/health",
    id: "health",
    summary: "Whether the portal can serve, and how its parts are",
    answer: health,
    otherwise: { 503: "It can't serve: the same, with `ok` false" },
    policy: null,
    examples: ["/api/health"],
  },
];
