/** Asks a page or a route as Next does, without Next: a page is rendered whole, with all that it reads on the way. */
import { join } from "node:path";
import { NextRequest } from "next/server";
import type { ReactNode } from "react";
import { prerender } from "react-dom/static";
import { paramsOf } from "./public-addresses";

type Context = { params: Promise<unknown>; searchParams?: Promise<unknown> };
type Answering = {
  GET?: (request: NextRequest, context: Context) => Promise<Response>;
  default?: (props: Context) => ReactNode;
  generateMetadata?: (props: Context) => unknown;
};

/** What Next says of who asks on this machine. */
const FROM_HERE = { "x-forwarded-for": "127.0.0.1" };

/**
 * What a file below `app` says to an address: a status, or the text of a page.
 * @throws what neither Next nor the file takes for an answer
 */
export async function answerAddress(app: string, file: string, address: string): Promise<string> {
  const answering: Answering = await import(/* @vite-ignore */ join(app, file));
  const params = Promise.resolve(paramsOf(file, address));
  if (answering.GET) {
    const response = await answering.GET(
      new NextRequest(new URL(address, "http://localhost"), { headers: FROM_HERE }),
      { params },
    );
    await response.arrayBuffer();
    return String(response.status);
  }
  const searchParams = Promise.resolve(Object.fromEntries(new URL(address, "http://localhost").searchParams));
  return await page(answering, { params, searchParams }).catch((error) => {
    if (error instanceof Error && /^NEXT_/.test(error.message)) return error.message;
    throw error;
  });
}

async function page({ default: Page, generateMetadata }: Answering, props: Context): Promise<string> {
  await generateMetadata?.(props);
  if (!Page) throw new Error("The file has neither a page nor GET.");
  const { prelude } = await prerender(await Page(props), {
    onError: (error) => {
      throw error;
    },
  });
  return new Response(prelude).text();
}
