import { urls } from "@/lib/urls";

/** Asks for the link that a new article begins with. */
export function LinkForm({ link }: { link: string }) {
  return (
    <>
      <form className="edit-link" action={urls.admin.newArticle} method="get">
        <label className="label" htmlFor="link">
          Link to the article
        </label>
        <div>
          <input
            className="field"
            id="link"
            name="link"
            type="url"
            inputMode="url"
            required
            defaultValue={link}
            placeholder="https://"
          />
          <button className={link ? "btn" : "btn btn-main"} type="submit">
            Read the page
          </button>
        </div>
        <p className="hint">Title, excerpt, picture and provider are read from the page. You can change them all.</p>
      </form>
      {link ? null : (
        <p>
          <a className="btn" href={`${urls.admin.newArticle}?by=hand`}>
            Type it in by hand
          </a>
        </p>
      )}
    </>
  );
}
