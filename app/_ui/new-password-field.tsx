type Props = {
  id?: string;
  label?: string;
  minLength: number;
  /** What was wrong with it. */
  problem?: string | undefined;
};

/** A password that somebody chooses. */
export function NewPasswordField({ id = "password", label = "Password", minLength, problem }: Props) {
  return (
    <div className="f">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        className="field"
        id={id}
        name={id}
        type="password"
        autoComplete="new-password"
        minLength={minLength}
        required
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-hint`}
      />
      <p className="hint" id={`${id}-hint`} role={problem ? "alert" : undefined}>
        {problem ? <strong>{problem}</strong> : `At least ${minLength} characters.`}
      </p>
    </div>
  );
}
