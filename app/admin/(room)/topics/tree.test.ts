import { expect, test } from "vitest";
import { branches } from "./tree";

const topic = (name: string, parent: string | null = null) => ({ id: name, name, parent });

test("each topic stands behind its parent, once, also where parents go in a circle", () => {
  const topics = [topic("b", "a"), topic("a"), topic("c", "b"), topic("x", "y"), topic("y", "x"), topic("z", "gone")];
  expect(branches(topics).map(({ name, depth }) => `${name}${depth}`)).toEqual(["a0", "b1", "c2", "z0", "x0", "y1"]);
});
