import { EXAMPLE_FILE, EXAMPLE_SLUG } from "@/lib/api/example-file";
import { urls } from "@/lib/urls";

/** How a program writes: the token, and one request that can be copied. */
export function WriteExample({ url }: { url: string }) {
  const request = `curl -X PUT '${url}/api/v1/admin/articles/${EXAMPLE_SLUG}' \\
  -H 'Authorization: Bearer gazette_…' \\
  -H 'Content-Type: text/markdown' \\
  --data-binary @${EXAMPLE_SLUG}.md`;
  return (
    <>
      <p>
        Editors make tokens for their programs at <a href={urls.admin.account}>their account</a>, and revoke them there.
        A token may do what it was allowed to, in the name of who made it, and the record says so. It works no more once
        it is revoked, or its person may not enter.
      </p>
      <div className="api-try">
        <p>An article from its file:</p>
        <Text name="Request" text={request} />
        <p>The file may be such as this one:</p>
        <Text name="File" text={EXAMPLE_FILE} />
      </div>
    </>
  );
}

function Text({ name, text }: { name: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section tabIndex={0} aria-label={name}>
      <pre>
        <code>{text}</code>
      </pre>
    </section>
  );
}
