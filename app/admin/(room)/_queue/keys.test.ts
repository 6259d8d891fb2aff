import { expect, test } from "vitest";
import { type Command, commandOf } from "./keys";

const press = (key: string, code: string, modifiers: Partial<KeyboardEvent> = {}) =>
  commandOf({ key, code, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...modifiers });

test.each<[string, Command | null, Command | null]>([
  ["a letter", press("u", "KeyU"), { do: "leave" }],
  ["a letter with Caps Lock", press("U", "KeyU"), { do: "leave" }],
  ["a letter of another layout, by what it says", press("z", "KeyY"), { do: "undo" }],
  ["a letter where the layout has no Latin ones, by its place", press("о", "KeyJ"), { do: "move", by: 1 }],
  ["a digit", press("8", "Digit8"), { do: "digit", digit: 8, shift: false }],
  ["a digit with Shift", press("#", "Digit3", { shiftKey: true }), { do: "digit", digit: 3, shift: true }],
  ["a digit of a layout that has signs there", press("à", "Digit0"), { do: "digit", digit: 0, shift: false }],
  ["a digit of the number pad", press("5", "Numpad5"), { do: "digit", digit: 5, shift: false }],
  ["the number pad without digits", press("ArrowUp", "Numpad8"), { do: "move", by: -1 }],
  ["a step", press("ArrowLeft", "ArrowLeft"), { do: "step", by: -1 }],
  ["ten steps", press("ArrowRight", "ArrowRight", { shiftKey: true }), { do: "step", by: 10 }],
  ["a question mark, wherever it is", press("?", "Minus", { shiftKey: true }), { do: "keys" }],
  ["a letter with Control", press("u", "KeyU", { ctrlKey: true }), null],
  ["a letter with Command", press("s", "KeyS", { metaKey: true }), null],
  ["a letter that is none of ours", press("q", "KeyQ"), null],
  ["Tab", press("Tab", "Tab"), null],
])("%s", (_, command, expected) => {
  expect(command).toEqual(expected);
});
