/**
 * Which SVG drawings are taken: those that only draw. Nothing is cleaned, since what is cleaned by one reader may be
 * read otherwise by another: a drawing that might do more is refused. What is served is locked in all the same (the
 * route sends `Content-Security-Policy: sandbox`).
 */
import { AppError } from "../errors";

const ELEMENTS = new Set(
  (
    "svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan textPath " +
    "linearGradient radialGradient stop pattern clipPath mask marker filter style switch view " +
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap " +
    "feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode " +
    "feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence"
  ).split(" "),
);

/** @throws AppError invalid, with what it may not have */
export function checkSvg(text: string): void {
  const problem = problemOf(text);
  if (problem) {
    const message = `This drawing has ${problem}, which Gazette does not take. Save it as a plain SVG, or as PNG.`;
    throw new AppError("invalid", { message, fields: { file: message } });
  }
}

function problemOf(text: string): string | null {
  // Within comments nothing is looked for by browsers, but nothing has to be there either.
  const plain = text.replace(/<!--[\s\S]*?-->/g, "");
  if (!/<svg[\s>/]/.test(plain)) return "no svg element";
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(plain)) return "entities of its own";
  if (/<!\[CDATA\[/i.test(plain)) return "a CDATA section";
  if (/<\?(?!xml\s)/i.test(plain)) return "a processing instruction";
  for (const [, name = ""] of plain.matchAll(/<\/?([^\s/>!?][^\s/>]*)/g)) {
    if (!ELEMENTS.has(name) && !isNote(name)) return `an element “${name.slice(0, 40)}”`;
  }
  if (/[\s"'/]on[a-z]+\s*=/i.test(plain)) return "a script (on…)";
  for (const [, , value = ""] of plain.matchAll(/\bhref\s*=\s*(["'])([\s\S]*?)\1/gi)) {
    if (!value.trim().startsWith("#")) return "a link out of it";
  }
  if (/\bhref\s*=\s*[^\s"']/i.test(plain)) return "a link without quotes";
  for (const [, value = ""] of plain.matchAll(/url\(\s*["']?([^)]*)/gi)) {
    if (!value.trim().startsWith("#")) return "something loaded from elsewhere";
  }
  if (/@import|javascript:|expression\(/i.test(plain)) return "something loaded from elsewhere";
  // An escape could write any of the above in another way.
  if (/&#|\\[0-9a-f]/i.test(plain)) return "escaped characters";
  return null;
}

/** What drawing programs write for themselves. */
const isNote = (name: string) => /^(?:sodipodi|inkscape|rdf|cc|dc):[\w-]+$/.test(name);
