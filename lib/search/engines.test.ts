/** The contract of every engine: words. */
import { expect } from "vitest";
import { ARTICLES, type Name } from "./testing/articles";
import { type Differs, forEveryEngine } from "./testing/contract";

const SYNONYMS = [[["ai"], ["artificial", "intelligence"]]];
const FIRST_LETTER: Differs = {
  meilisearch: "a wrong first letter counts as two typos, which only words of nine letters may have",
};
const STILL_TYPED: Differs = {
  meilisearch: "the parts of a last word with a hyphen, which may still be typed, need not be neighbours",
};

/** Exactly these, in any order. */
const WORDS: [string, Name[], Differs?][] = [
  ["q=mesh", ["mesh", "radio"]],
  ["q=MESH", ["mesh", "radio"]],
  ["q=mesh valley", ["mesh"]],
  ["q=valley mesh", ["mesh"]],
  ["q=zebra", []],
  ["q=mesh zebra", []],
  // Topics and providers are searched, too, and words may be in different fields.
  ["q=observability", ["film"]],
  ["q=tailwater graphs", ["film"]],
  ["q=halfwidth mast", ["radio"]],
  // Beginnings, of the last word only.
  ["q=rad", ["radio", "mesh"]],
  ["q=trial va", ["mesh"]],
  ["q=va trial", []],
  ["q=kube", ["browser"]],
  ["q=rad ", []],
  // Other forms of a word.
  ["q=conflicts", ["offline"]],
  ["q=graph", ["film"]],
  // Accents and entities.
  ["q=cafe", ["first"]],
  ["q=café", ["first"]],
  ["q=CAFÉ", ["first"]],
  ["q=lodz", ["first"]],
  ["q=don't", ["offline"]],
  ["q=don’t say", ["offline"]],
  ["q=dont", ["offline"]],
  ["q=amp", []],
  // Phrases.
  ['q="offline first"', ["offline"]],
  ['q="go offline"', ["first"]],
  ['q="first offline"', []],
  ['q="the mesh grows"', ["radio"]],
  // What ends one field and begins the next is no phrase.
  ['q="a valley radios"', []],
  ['q="conflict" offline', ["offline"]],
  ['q="rad"', []],
  // Unwanted words.
  ["q=mesh -valley", ["radio"]],
  ["q=-valley mesh", ["radio"]],
  ['q=mesh -"every mast"', ["mesh"]],
  ['q=mesh -"mast every"', ["mesh", "radio"]],
  ["q=mesh -zebra", ["mesh", "radio"]],
  ["q=offline -first", []],
  ["q=topic:networks -radio -valley", []],
  // Titles only.
  ["q=intitle:mesh", ["mesh"]],
  ["q=intitle:radio", ["radio"]],
  ['q=intitle:"offline first"', ["offline"]],
  ["q=intitle:conflict", []],
  ["q=intitle:networks", []],
  // Signs that are part of a name.
  ["q=C%2B%2B", ["cplusplus"]],
  ["q=c%2B%2B templates", ["cplusplus"]],
  ["q=C%23", ["csharp"]],
  ["q=.NET", ["dotnet"]],
  ["q=.net collector", ["dotnet"]],
  ["q=GPT-4", ["gptDash", "gptWhole"]],
  ["q=gpt4", ["gptDash", "gptWhole"]],
  ["q=well-known", ["known"], STILL_TYPED],
  ["q=well-known topic:aside", ["known"]],
  ["q=wellknown", ["known"]],
  ["q=well known", ["known", "apart"]],
  // Numbers are what they are.
  ["q=budget 2020", ["budget2020"]],
  ["q=budget 2021", ["budget2021"]],
  ["q=budget 2022", []],
  ["q=gpt-5", []],
  // Scripts without spaces, and others.
  ["q=東京", ["tokyo"]],
  ["q=京都", ["kyoto", "tokyo"]],
  ["q=東京都", ["tokyo"]],
  ["q=地図", ["tokyo", "kyoto"]],
  ["q=新しい地図", ["tokyo"]],
  ["q=古い地図", ["kyoto"]],
  ["q=大阪", []],
  ["q=서울", ["hangul"]],
  ["q=карта", ["cyrillic"]],
  ["q=КАРТА города", ["cyrillic"]],
  // Synonyms.
  ["q=ai", ["short", "intelligence"]],
  ["q=artificial intelligence", ["intelligence", "short"]],
  ["q=ai sheep", ["intelligence"]],
  ["q=artificial intelligence cows", ["short"]],
  ['q="ai"', ["short"]],
];

/** This one first; engines may find others that are as near. */
const TYPOS: [string, Name, Differs?][] = [
  ["q=valey", "mesh"],
  ["q=vallley", "mesh"],
  ["q=vallye", "mesh"],
  ["q=vakley", "mesh"],
  ["q=Microsfot", "browser"],
  ["q=microsoft browsre", "browser"],
  ["q=kuberntes", "browser"],
  ["q=kubernetis", "browser"],
  ["q=kubernetas is invloved", "browser"],
  ["q=qbservability", "film"],
  ["q=ofline revisited", "offline"],
  ["q=qalley", "mesh", FIRST_LETTER],
  ["q=intitle:vallye", "mesh"],
  ["q=observabiltiy", "film"],
  ["q=artifical sheep", "intelligence"],
];

/** Best first. */
const BEST: [string, Name[]][] = [
  // Titles before excerpts.
  ["q=mesh", ["mesh", "radio"]],
  ["q=radio", ["radio", "mesh"]],
  // Neighbours, in the order asked, before words apart.
  ["q=offline first ", ["offline", "first"]],
  ["q=go offline", ["first"]],
];

forEveryEngine(ARTICLES, { synonyms: SYNONYMS }, ({ found, check }) => {
  for (const [parameters, expected, differs] of WORDS)
    check(
      `${parameters} finds these`,
      async () => expect((await found(parameters)).sort()).toEqual([...expected].sort()),
      differs,
    );
  for (const [parameters, expected, differs] of TYPOS)
    check(`${parameters} is forgiven`, async () => expect((await found(parameters))[0]).toBe(expected), differs);
  for (const [parameters, expected] of BEST)
    check(`${parameters} finds the best first`, async () => expect(await found(parameters)).toEqual(expected));
});
