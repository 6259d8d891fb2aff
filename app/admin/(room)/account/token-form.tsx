import type { ActionState } from "@/app/_server/action-state";
import { PresentPassword } from "./present-password";

type Props = {
  action: (form: FormData) => void;
  isPending: boolean;
  refused: Extract<ActionState, { ok: false }> | null;
  lifetimes: number[];
  maxName: number;
};

const DAYS: Record<number, string> = { 0: "Without end", 30: "30 days", 90: "90 days", 365: "A year" };

/** What a new token is called, what it may do, and how long. */
export function TokenForm({ action, isPending, refused, lifetimes, maxName }: Props) {
  const { given, fields } = refused ?? {};
  return (
    <form action={action} className="own-form token-form">
      <div className="f">
        <label className="label" htmlFor="token-name">
          Name
        </label>
        <input
          className="field"
          id="token-name"
          name="name"
          defaultValue={given?.name}
          maxLength={maxName}
          autoComplete="off"
          required
          aria-describedby={fields?.name ? "token-name-problem" : "token-name-hint"}
          aria-invalid={fields?.name ? true : undefined}
        />
        <p className="hint" id="token-name-hint">
          The program it is for. The record names it.
        </p>
        <Problem id="token-name-problem" text={fields?.name} />
      </div>
      <fieldset className="scopes" aria-describedby={fields?.scopes ? "token-scopes-problem" : undefined}>
        <legend className="label">It may</legend>
        <label>
          <input type="checkbox" name="write" defaultChecked={given ? given.write === "on" : true} /> write articles and
          judge them
        </label>
        <label>
          <input type="checkbox" name="publish" defaultChecked={given?.publish === "on"} /> publish them and take them
          back
        </label>
        <Problem id="token-scopes-problem" text={fields?.scopes} />
      </fieldset>
      <div className="f">
        <label className="label" htmlFor="token-days">
          Good for
        </label>
        <select className="field" id="token-days" name="days" defaultValue={given?.days ?? "365"}>
          {lifetimes.map((days) => (
            <option key={days} value={days}>
              {DAYS[days] ?? `${days} days`}
            </option>
          ))}
        </select>
      </div>
      <PresentPassword id="token-password" label="Your password" problem={fields?.password} />
      <button className="btn btn-main" type="submit" name="act" value="make" disabled={isPending}>
        Make the token
      </button>
    </form>
  );
}

function Problem({ id, text }: { id: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <p className="hint" id={id} role="alert">
      <strong>{text}</strong>
    </p>
  );
}
