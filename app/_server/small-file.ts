/** Small files made of the site's settings: what robots and browsers read of it. They follow a change at once. */
export const smallFile = (body: string, type: string, status = 200): Response =>
  new Response(body, {
    status,
    headers: { "content-type": type, "cache-control": "public, max-age=0, must-revalidate" },
  });
