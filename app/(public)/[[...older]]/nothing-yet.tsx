import { urls } from "@/lib/urls";
import { PublicFrame } from "../public-frame";

/** The front page of a portal without articles. */
export function NothingYet() {
  return (
    <PublicFrame current={urls.home}>
      <div className="empty">
        <h1 className="hed hed-1">Nothing is published yet</h1>
        <p className="dek">
          Stories appear here as soon as there are articles. Bring in a folder of article files from the project’s
          folder:
        </p>
        <pre className="my-4 overflow-x-auto rounded-control bg-sunk p-4 font-mono text-md">npm run import -- PATH</pre>
        <p className="dek">Or sign in and publish one that waits.</p>
        <p className="mt-4">
          <a className="btn btn-main" href={urls.signIn}>
            Sign in
          </a>
        </p>
      </div>
    </PublicFrame>
  );
}
