/** Copies an address, within `Copying`. It shows where scripts run; everywhere else a click selects the address beside it. */
export function CopyButton({ name, address }: { name: string; address: string }) {
  return (
    <button className="btn feed-copy" type="button" data-copy={address}>
      Copy<span className="sr"> the address of {name}</span>
    </button>
  );
}
