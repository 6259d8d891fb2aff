/** One address of each kind of public page, on the sample content. */
import type { APIRequestContext } from "@playwright/test";

export async function publicPages(request: APIRequestContext): Promise<string[]> {
  // Not those that other tests publish, and take back meanwhile.
  const found = async (query: string) =>
    (await (await request.get(`/api/v1/search?q=-site%3Aexample.com&sort=top&limit=1&${query}`)).json()).hits;
  const hits = await found("type=article");
  const [video] = await found("type=video");
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
    "/api",
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
