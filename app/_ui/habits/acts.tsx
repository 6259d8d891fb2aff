/** Saving an article for later, and muting what it is of: controls of a card. Their script: habits.ts. */
export function Acts() {
  return (
    <span className="acts needs-js">
      <button type="button" data-save aria-pressed="false">
        Save
      </button>
      <button type="button" data-mute aria-haspopup="dialog">
        Mute
      </button>
    </span>
  );
}
