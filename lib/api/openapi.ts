/** The API's description as OpenAPI 3.1, made of the schemas that read its requests: https://spec.openapis.org/oas/v3.1.1 */
import { z } from "zod";
import type { Site } from "../site";
import type { Operation, OperationParameter } from "./operation";
import { OPERATIONS } from "./operations";
import { problemDetails } from "./schemas/common";

type Json = Record<string, unknown>;

const VERSION = "1";
const SCHEMAS = "#/components/schemas/";

/** @param site whose API it is: its name and address stand in it */
export function openApi(site: Pick<Site, "name" | "url">): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS) {
    (paths[operation.path] ??= {})[operation.method] = described(operation, schemas);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: `${site.name}: API`,
      version: VERSION,
      summary: "Articles, topics, providers and search",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: site.url }],
    tags: [...new Set(OPERATIONS.map(({ group }) => group))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A token that an editor made at /admin/account" },
      },
    },
  };
}

function described(operation: Operation, schemas: Json): Json {
  const { group, id, summary, description, variables = [], query, headers = [], body, scope } = operation;
  const parameters = [
    ...variables.map((one) => ({ ...parameterOf(one, "path", schemas), required: true })),
    ...(query ? queryParameters(query, schemas) : []),
    ...headers.map((one) => parameterOf(one, "header", schemas)),
  ];
  return {
    operationId: id,
    tags: [group],
    summary,
    ...(description ? { description } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? { requestBody: { required: body.required, content: contentOf(body.content, schemas, body.example) } }
      : {}),
    responses: responsesOf(operation, schemas),
    ...(scope === undefined ? {} : { security: [{ token: scope === null ? [] : [scope] }] }),
  };
}

function parameterOf(given: OperationParameter, place: string, schemas: Json): Json {
  const { name, description, schema, example } = given;
  const shown = example === undefined ? {} : { example };
  return { name, in: place, description, required: false, ...shown, schema: schemaOf(schema, schemas) };
}

/** Each as it is once it was read, which is how it is to be written. */
function queryParameters(query: z.ZodObject, schemas: Json): Json[] {
  const { properties = {} } = schemaOf(query, schemas) as { properties?: Record<string, Json> };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    ...(description ? { description } : {}),
    required: false,
    ...(schema.type === "array" ? { style: "form", explode: true } : {}),
    schema,
  }));
}

const LIMIT_HEADERS = {
  "RateLimit-Policy": { description: "How many requests there may be in how long", schema: { type: "string" } },
  RateLimit: { description: "How many are left, and when there are all again", schema: { type: "string" } },
};
const RETRY_AFTER = { "Retry-After": { description: "In seconds", schema: { type: "integer", minimum: 0 } } };
const ETAG = {
  ETag: { description: "For If-None-Match, or If-Match where it is written", schema: { type: "string" } },
};

function responsesOf({ answer, otherwise, policy, scope, id }: Operation, schemas: Json): Json {
  const whole = { content: contentOf({ "application/json": answer }, schemas) };
  const isKept = scope === undefined && policy !== null;
  const found = Object.entries(otherwise).map(([status, description]) => {
    if (status === "201" || id === "health") return [status, { description, ...whole }];
    if (status === "308") return [status, { description, headers: { Location: { schema: { type: "string" } } } }];
    return [status, problemResponse(description ?? "", schemas, status === "503" ? RETRY_AFTER : {})];
  });
  const headers = { ...(policy === null ? {} : ETAG), ...(policy === null ? {} : LIMIT_HEADERS) };
  return {
    200: { description: "What was asked for", headers, ...whole },
    ...(isKept ? { 304: { description: "It is as `If-None-Match` says", headers: ETAG } } : {}),
    ...Object.fromEntries(found),
    ...(policy === null
      ? {}
      : {
          429: problemResponse(`More than ${policy.quota} requests in ${policy.windowS} seconds`, schemas, {
            ...RETRY_AFTER,
            ...LIMIT_HEADERS,
          }),
        }),
  };
}

function problemResponse(description: string, schemas: Json, headers: Json): Json {
  return { description, headers, content: contentOf({ "application/problem+json": problemDetails }, schemas) };
}

function contentOf(content: Record<string, z.ZodType>, schemas: Json, example?: unknown): Json {
  const shown = example === undefined ? {} : { example };
  return Object.fromEntries(
    Object.entries(content).map(([type, schema]) => [type, { schema: schemaOf(schema, schemas), ...shown }]),
  );
}

/** A schema as JSON Schema 2020-12; those with an id go into `schemas`, and are referred to. */
function schemaOf(schema: z.ZodType, schemas: Json): Json {
  const {
    $schema,
    $defs = {},
    ...own
  } = z.toJSONSchema(schema, { io: "output", override: tidied }) as Json & {
    $defs?: Json;
  };
  Object.assign(schemas, withoutIds($defs));
  return pointed(own) as Json;
}

/** Every JSON number that is whole is a safe one: said of each, it only makes the description longer. */
function tidied({ jsonSchema }: { jsonSchema: Json }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  // Their format says it already.
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
}

const withoutIds = (definitions: Json): Json =>
  Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => {
      const { id, ...rest } = pointed(definition) as Json;
      return [name, rest];
    }),
  );

/** References as OpenAPI has them. */
function pointed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === "$ref" && typeof inner === "string" ? [key, inner.replace("#/$defs/", SCHEMAS)] : [key, pointed(inner)],
    ),
  );
}
