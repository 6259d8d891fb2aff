/** What an operation of the API is described by: in /api/openapi.json and on the page /api. */
import type { z } from "zod";
import type { Scope } from "../people/api-tokens";
import type { Policy } from "./policies";

export type Group = "Articles" | "Search" | "Compatible" | "Writing" | "The portal";

export type OperationParameter = { name: string; description: string; schema: z.ZodType; example?: string | number };

export type Operation = {
  group: Group;
  method: "get" | "put" | "patch" | "post";
  /** With its variables in braces. */
  path: string;
  id: string;
  summary: string;
  description?: string;
  /** What stands in the path. */
  variables?: OperationParameter[];
  query?: z.ZodObject;
  headers?: OperationParameter[];
  /** By media type. */
  body?: { required: boolean; content: Record<string, z.ZodType>; example?: unknown };
  /** What 200 (and 201) say. */
  answer: z.ZodType;
  /** Beside them, what it may answer: status → when. */
  otherwise: Partial<Record<number, string>>;
  policy: Policy | null;
  /** What a token must be allowed; absent: anybody may ask. null: any token does. */
  scope?: Scope | null;
  /** Addresses that show something, to be tried; `{slug}` and `{topic}` stand for ones that there are. */
  examples: string[];
};
