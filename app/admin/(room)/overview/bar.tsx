const WIDTH = 100;

/** A share as a bar beside its figure, which says the same. `share` is between 0 and 1. */
export function Bar({ share, hollow = false }: { share: number; hollow?: boolean }) {
  const width = share <= 0 ? 0 : Math.max(1, share * WIDTH);
  return (
    <svg
      className={hollow ? "share-bar is-hollow" : "share-bar"}
      viewBox={`0 0 ${WIDTH} 8`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect width={width} height="8" />
    </svg>
  );
}

/** `12 %`; what is there at all is not 0. */
export function percent(share: number): string {
  return share > 0 && share < 0.005 ? "under 1 %" : `${Math.round(share * WIDTH)} %`;
}
