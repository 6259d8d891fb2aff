import { connection } from "next/server";
import { content } from "../../../../content.mjs";
import { sql } from "../../../../database.mjs";

export default async function Page({ params }) {
  await connection();
  const [{ title }] = await sql`select title from article order by published_at desc, id desc limit 1`;
  return (
    <>
      <h1>{title}</h1>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: it is what the portal sent */}
      <main dangerouslySetInnerHTML={{ __html: content(await params) }} />
    </>
  );
}
