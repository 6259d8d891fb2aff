export function ThemeIcon() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <circle cx="9" cy="9" r="6.6" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M9 2.4a6.6 6.6 0 0 1 0 13.2z" fill="currentColor" />
    </svg>
  );
}
