import { SHARED } from "./cache-control.mjs";

/** Small files made of the site's settings: what robots and browsers read of it. They follow a change at once. */
export const smallFile = (body: string, type: string, status = 200): Response =>
  new Response(body, {
    status,
    headers: { "content-type": type, ...SHARED },
  });
