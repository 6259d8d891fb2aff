"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";

type Props = {
  action: string;
  maxBytes: number;
  maxFiles: number;
  /** What was wrong with the last upload, sent without a script. */
  problem: string | null;
};

/** A plain form; with JavaScript the upload shows how far it is, and can be broken off. */
export function ImportForm({ action, maxBytes, maxFiles, problem }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const request = useRef<XMLHttpRequest | null>(null);
  const [sent, setSent] = useState<{ loaded: number; total: number } | null>(null);
  const [said, setSaid] = useState<string | null>(problem);

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const content = new FormData(event.currentTarget);
    const files = content.getAll("files").filter((file): file is File => file instanceof File && file.name !== "");
    const total = files.reduce((sum, { size }) => sum + size, 0);
    if (files.length === 0) return setSaid("Choose at least one file.");
    if (files.length > maxFiles)
      return setSaid(`At most ${maxFiles.toLocaleString("en")} files. Pack them into an archive.`);
    if (total > maxBytes) return setSaid(`At most ${maxBytes / 1e6} MB. Send it in parts, or use npm run import.`);
    setSaid(null);
    setSent({ loaded: 0, total });
    const upload = new XMLHttpRequest();
    request.current = upload;
    upload.upload.onprogress = ({ loaded }) => setSent({ loaded: Math.min(loaded, total), total });
    upload.onload = () => {
      setSent(null);
      const answer = answerOf(upload);
      if (upload.status === 200) {
        form.current?.reset();
        router.refresh();
      } else setSaid(answer.detail ?? "The upload failed. Nothing was imported.");
    };
    upload.onerror = () => {
      setSent(null);
      setSaid("Gazette can't be reached. Nothing was imported; try again when you are connected.");
    };
    upload.onabort = () => {
      setSent(null);
      setSaid("The upload was broken off. Nothing was imported.");
    };
    upload.open("POST", action);
    upload.setRequestHeader("accept", "application/json");
    upload.send(content);
  };

  return (
    <form
      className="import-form"
      action={action}
      method="post"
      encType="multipart/form-data"
      onSubmit={send}
      ref={form}
      aria-label="Import"
    >
      <div className="f">
        <label className="label" htmlFor="files">
          Files
        </label>
        <input
          className="field"
          id="files"
          name="files"
          type="file"
          multiple
          accept=".md,.yaml,.yml,.zip,.tgz,.tar.gz,.gz"
          aria-describedby="files-hint"
        />
        <p className="hint" id="files-hint">
          Articles and providers (.md), topics (.yaml), or an archive of them (.zip, .tar.gz), such as an export. At
          most {maxBytes / 1e6} MB. Importing a file again changes nothing.
        </p>
      </div>
      <label className="tick-label">
        <input type="checkbox" name="dryRun" /> Only try: say what would happen, and change nothing
      </label>
      {said ? (
        <p className="problem" role="alert">
          {said}
        </p>
      ) : null}
      {sent ? (
        <div className="job">
          <progress aria-label="Upload" max={sent.total} value={sent.loaded} />
          <p role="status">{Math.floor((100 * sent.loaded) / Math.max(sent.total, 1))} % uploaded</p>
          <button className="btn" type="button" onClick={() => request.current?.abort()}>
            Break off
          </button>
        </div>
      ) : (
        <button className="btn btn-main" type="submit">
          Upload and import
        </button>
      )}
    </form>
  );
}

function answerOf(request: XMLHttpRequest): { detail?: string } {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
}
