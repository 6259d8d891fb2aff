"use client";

import { Picture } from "@/app/_ui/picture";
import type { DraftImage } from "@/lib/publishing/draft";
import { urls } from "@/lib/urls";
import type { EditingForm } from "./edit-editing";
import { Field } from "./edit-field";

const NONE: DraftImage = { url: "", width: "", height: "", title: "" };

/** The pictures: which one leads, and what is known of each. */
export function PicturesField({ form, slug }: { form: EditingForm; slug: string }) {
  const { images } = form.mine;
  const change = (at: number, part: Partial<DraftImage>) =>
    form.set(
      "images",
      images.map((image, index) => (index === at ? { ...image, ...part } : image)),
    );
  const lead = (at: number) => {
    const chosen = images[at];
    if (chosen) form.set("images", [chosen, ...images.filter((_, index) => index !== at)]);
  };
  return (
    <Field
      form={form}
      field="images"
      isGroup
      aside={images.length > 1 ? `${images.length}, the first one leads` : undefined}
      hint={images.length === 0 ? "Without a picture the drawing takes its place where one is needed." : undefined}
    >
      <ul className="edit-pics">
        {images.map((image, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its place is all that a picture without an address has
          <li key={at}>
            <Picture card={{ slug, picture: pictureOf(image), video: null }} shape="wide" />
            <div className="edit-pic">
              <PictureFields image={image} at={at} onChange={(part) => change(at, part)} />
              <div className="edit-pic-acts">
                {at === 0 ? (
                  <b className="needs-js">Leads</b>
                ) : (
                  <button className="btn needs-js" type="button" onClick={() => lead(at)}>
                    Make <span className="sr">picture {at + 1}</span> lead
                  </button>
                )}
                <noscript>
                  <label>
                    <input type="radio" name="lead" value={at} defaultChecked={at === 0} /> Picture {at + 1} leads
                  </label>
                </noscript>
                <button
                  className="btn needs-js"
                  type="button"
                  onClick={() =>
                    form.set(
                      "images",
                      images.filter((_, index) => index !== at),
                    )
                  }
                >
                  Remove<span className="sr"> picture {at + 1}</span>
                </button>
              </div>
            </div>
          </li>
        ))}
      </ul>
      <button className="btn needs-js edit-add" type="button" onClick={() => form.set("images", [...images, NONE])}>
        Add a picture
      </button>
      <noscript>
        <div className="edit-pic">
          <PictureFields image={NONE} at={images.length} />
        </div>
      </noscript>
    </Field>
  );
}

type PartsProps = { image: DraftImage; at: number; onChange?: (part: Partial<DraftImage>) => void };

function PictureFields({ image, at, onChange }: PartsProps) {
  const part = (name: keyof DraftImage, label: string, rest: React.ComponentProps<"input"> = {}) => (
    <label className={`edit-pic-${name}`}>
      <span className="hint">{label}</span>
      <input
        className="field"
        name={`image-${at}-${name}`}
        aria-label={`${label} of picture ${at + 1}`}
        autoComplete="off"
        {...(onChange
          ? { value: image[name], onChange: (event) => onChange({ [name]: event.currentTarget.value }) }
          : { defaultValue: image[name] })}
        {...rest}
      />
    </label>
  );
  return (
    <>
      {part("url", "Address", { inputMode: "url" })}
      {part("title", "Text for who can’t see it")}
      {part("width", "Width", { inputMode: "numeric" })}
      {part("height", "Height", { inputMode: "numeric" })}
    </>
  );
}

/** As readers see it; null while its address is none. */
export function pictureOf({ url, width, height, title }: DraftImage) {
  if (!/^(https?:\/\/[^\s/]|\/(?![/\\]))/i.test(url)) return null;
  // What is typed is fetched by us, so that the editor's browser talks to nobody else.
  const src = url.startsWith("/") ? url : urls.admin.picture(url);
  return { src, width: Number(width) || null, height: Number(height) || null, alt: title };
}
