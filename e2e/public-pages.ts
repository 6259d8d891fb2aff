/** One address of each kind of public page, on the sample content. */
import type { APIRequestContext } from "@playwright/test";

export async function publicPages(request: APIRequestContext): Promise<string[]> {
  const { hits } = await (await request.get("/api/v1/search?sort=top&limit=3")).json();
  const video = (await (await request.get("/api/v1/search?type=video&limit=1")).json()).hits[0];
  const now = new Date();
  return [
    "/",
    "/latest",
    ...["day", "week", "month", "year", "all"].map((period) => `/top/${period}`),
    "/topics",
    "/topic/databases",
    "/topic/data",
    "/providers",
    `/provider/${hits[0].provider.domain}`,
    `/news/${hits[0].slug}`,
    `/news/${video.slug}`,
    "/archive",
    `/archive/${now.getUTCFullYear()}/${String(now.getUTCMonth() + 1).padStart(2, "0")}`,
    "/feeds",
    "/reading-list",
    "/offline",
    "/search",
    "/search?q=merrow",
    "/search?q=zzzzzz",
    "/search?q=merrow+-beta+topic%3Adatabases&topic=sync&type=article&sort=newest",
    "/search?provider=no-such.example&from=soon",
    `/search?from=${now.getUTCFullYear()}&to=${now.getUTCFullYear()}&sort=top`,
    "/older/999999_1",
    "/latest/older/99999999999999_1",
    "/no-such-page",
    "/sign-in",
  ];
}
