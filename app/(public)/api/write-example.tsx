import { urls } from "@/lib/urls";

const SLUG = "2026-11-19-merrow-4-replaces-its-storage-engine";

/** How a program writes: the token, and one request that can be copied. */
export function WriteExample({ url }: { url: string }) {
  const request = `curl -X PUT '${url}/api/v1/admin/articles/${SLUG}' \\
  -H 'Authorization: Bearer gazette_…' \\
  -H 'Content-Type: text/markdown' \\
  --data-binary @${SLUG}.md`;
  return (
    <>
      <p>
        Editors make tokens for their programs at <a href={urls.admin.account}>their account</a>, and revoke them there.
        A token may do what it was allowed to, in the name of who made it, and the record says so. It works no more once
        it is revoked, or its person may not enter.
      </p>
      <figure className="api-try">
        <figcaption>An article from its file:</figcaption>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
        <section tabIndex={0} aria-label="Request">
          <pre>
            <code>{request}</code>
          </pre>
        </section>
      </figure>
    </>
  );
}
