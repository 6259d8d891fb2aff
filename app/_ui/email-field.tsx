type EmailFieldProps = { given: string | undefined; describedBy: string | undefined; isInvalid?: boolean };

/** The e-mail that somebody signs in with. `given` is what was typed before it was refused. */
export function EmailField({ given, describedBy, isInvalid }: EmailFieldProps) {
  return (
    <div className="f">
      <label className="label" htmlFor="email">
        E-mail
      </label>
      <input
        className="field"
        id="email"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={given}
        aria-invalid={isInvalid || undefined}
        aria-describedby={describedBy}
      />
    </div>
  );
}
