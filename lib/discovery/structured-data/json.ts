/** What could end a script element or begin a comment in it, and what older scripts take for line ends. */
const UNSAFE = /[<>&\u2028\u2029]/g;

/** JSON that can stand in a `<script>` element, whatever texts are in it. https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(UNSAFE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
