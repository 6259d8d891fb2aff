/** The key that does what a button does. For eyes only: the button itself says it by aria-keyshortcuts. */
export function Cap({ children }: { children: string }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: it is none
    <kbd aria-hidden="true">{children}</kbd>
  );
}
