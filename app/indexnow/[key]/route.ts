import { smallFile } from "@/app/_server/small-file";
import { env } from "@/lib/env";

/** `/{key}.txt`, by which search engines know that pings with the key come from here. https://www.indexnow.org/documentation */
export async function GET(_request: Request, { params }: RouteContext<"/indexnow/[key]">): Promise<Response> {
  const { key } = await params;
  const isOurs = env().INDEXNOW_KEY !== undefined && key === env().INDEXNOW_KEY;
  return smallFile(isOurs ? key : "There is no such file.\n", "text/plain; charset=utf-8", isOurs ? 200 : 404);
}
