import { urls } from "@/lib/urls";

/** What a reader sees when a page can't be made. The digest leads an operator to the log entry. */
export function Failure({ digest, again }: { digest: string | undefined; again: () => void }) {
  return (
    <main className="wrap">
      <title>Something went wrong</title>
      <div className="empty">
        <h1 className="hed hed-1">Something went wrong</h1>
        <p className="dek">The page could not be made just now. The mistake is ours, and it has been written down.</p>
        <p className="mt-4 flex flex-wrap gap-2">
          <button className="btn btn-main" type="button" onClick={again}>
            Try again
          </button>
          <a className="btn" href={urls.home}>
            Front page
          </a>
        </p>
        {digest && <p className="note mt-4">Number of the error: {digest}</p>}
      </div>
    </main>
  );
}
