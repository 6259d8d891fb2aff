type Props = { id: string; label?: string; problem: string | undefined };

/** The password that somebody has, asked for again. */
export function PresentPassword({ id, label = "Present password", problem }: Props) {
  return (
    <div className="f">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        className="field"
        id={id}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
      />
      {problem ? (
        <p className="hint" id={`${id}-problem`} role="alert">
          <strong>{problem}</strong>
        </p>
      ) : null}
    </div>
  );
}
