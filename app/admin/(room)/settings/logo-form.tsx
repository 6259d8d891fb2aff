"use client";

import { useActionState, useRef, useState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import type { SiteLogo } from "@/lib/settings/keys";
import type { Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { Field } from "./field";
import { Notice } from "./notice";
import { useSaved } from "./use-saved";

type Props = {
  logo: SiteLogo | null;
  maxBytes: number;
  version: number;
  place: Place;
  save: (previous: ActionState, form: FormData) => Promise<ActionState>;
};

export function LogoForm({ logo, maxBytes, version, place, save }: Props) {
  const [state, action, isPending] = useActionState(save, null);
  const [tooLarge, setTooLarge] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const seen = useSaved(state, version, form);
  const refused = state?.ok === false ? state : null;
  const isElsewhere = logo !== null && /^https?:/.test(logo.src);
  const limit = `${maxBytes / 1000} kB`;
  return (
    <form className="settings-form" action={action} ref={form} aria-label="Logo">
      <button type="submit" name="act" value="save" hidden />
      <input type="hidden" name="version" value={seen} />
      {logo ? (
        <p className="logo-now">
          {/* biome-ignore lint/performance/noImgElement: small, and served as it is */}
          <img src={isElsewhere ? urls.admin.picture(logo.src) : logo.src} alt="The present logo" />
        </p>
      ) : (
        <p className="hint">There is none: the name stands alone.</p>
      )}
      <Field
        name="file"
        type="file"
        label="A picture"
        accept=".png,.jpg,.jpeg,.webp,.svg,image/png,image/jpeg,image/webp,image/svg+xml"
        problem={tooLarge ? `It is larger than ${limit}.` : refused?.fields?.file}
        onChange={(event) => setTooLarge((event.currentTarget.files?.[0]?.size ?? 0) > maxBytes)}
        hint={`PNG, JPEG, WebP or SVG, at most ${limit}. An SVG may only draw.`}
      />
      <Field
        name="address"
        type="url"
        label="Or the address of one"
        placeholder="https://"
        defaultValue={refused?.given.address ?? (isElsewhere ? logo.src : "")}
        problem={refused?.fields?.address}
        hint="PNG, JPEG, GIF, WebP or AVIF. Gazette fetches it once; readers’ browsers never ask there."
      />
      <label className="tick-label">
        <input type="checkbox" name="alone" defaultChecked={refused ? "alone" in refused.given : logo?.alone} /> It
        holds the name: show it alone
      </label>
      <Notice state={state} place={place} mayGoOver={false} />
      <div className="buttons">
        <button className="btn btn-main" type="submit" name="act" value="save" disabled={isPending || tooLarge}>
          {isPending ? "Saving" : "Save the logo"}
        </button>
        {logo ? (
          <button className="btn" type="submit" name="act" value="remove" disabled={isPending}>
            Remove
          </button>
        ) : null}
      </div>
    </form>
  );
}
