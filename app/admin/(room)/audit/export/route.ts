/** The record as a file for spreadsheets: what the filter of the page lets through. */
import type { NextRequest } from "next/server";
import { requireRole } from "@/app/_server/auth";
import { toldOf } from "@/app/admin/_ui/events";
import { database } from "@/lib/database";
import { plainText } from "@/lib/plain-text";
import { BYTE_ORDER_MARK, csvLine } from "@/lib/record/csv";
import { MAX_EXPORTED, type NamedEvent, recordBatches } from "@/lib/record/record";
import { withoutSecrets } from "@/lib/record/secrets";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { askedFor, recordParameters, recordPath } from "../filter";

export const dynamic = "force-dynamic";

const COLUMNS = ["when", "who", "what", "subject", "number", "name", "before", "after", "act", "takes back", "action"];

export async function GET(request: NextRequest): Promise<Response> {
  const parameters = recordParameters(Object.fromEntries(request.nextUrl.searchParams));
  const user = await requireRole("editor", recordPath(parameters, { path: urls.admin.auditExport }));
  const { db } = database();
  const now = new Date();
  const { filter, problem } = await askedFor(db, parameters, { role: user.role, now, timeZone: site().timeZone });
  if (problem) return new Response(problem, { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } });
  return new Response(streamed(linesOf(recordBatches(db, filter))), {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="record-${now.toISOString().slice(0, 10)}.csv"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

async function* linesOf(batches: AsyncIterable<NamedEvent[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS);
  let given = 0;
  for await (const events of batches) {
    yield events.map(lineOf).join("");
    given += events.length;
  }
  if (given >= MAX_EXPORTED) yield csvLine(["Older entries are left out. Export them with an earlier last day."]);
}

function lineOf(event: NamedEvent): string {
  const { at, actor, action, subject, subjectId, name, before, after, act, undoes } = event;
  const { what } = toldOf(event);
  const fields = (values: Record<string, unknown>) =>
    Object.keys(values).length === 0 ? "" : JSON.stringify(withoutSecrets(values));
  return csvLine([
    at.toISOString(),
    actor,
    what || "Changed",
    subject,
    subjectId,
    name === null ? null : plainText(name),
    fields(before),
    fields(after),
    act,
    undoes,
    action,
  ]);
}

/** Reads on only when the last part was taken, so that memory stays as it is however much there is. */
function streamed(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
