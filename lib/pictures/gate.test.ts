import { expect, test } from "vitest";
import { Busy, gate } from "./gate";

test("so many run at once, so many wait, and others are sent away", async () => {
  const enter = gate({ atOnce: 2, waiting: 2 });
  let running = 0;
  let most = 0;
  const ends: (() => void)[] = [];
  const task = async (name: string) => {
    most = Math.max(most, ++running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running -= 1;
    if (name === "b") throw new Error("b failed");
    return name;
  };
  const asked = ["a", "b", "c", "d", "e"].map((name) => enter(() => task(name)).catch((error: Error) => error));
  expect(await asked[4]).toBeInstanceOf(Busy);
  for (let count = 0; count < 4; count++) {
    await expect.poll(() => ends.length).toBeGreaterThan(0);
    ends.shift()?.();
  }
  const [a, b, c, d] = await Promise.all(asked);
  expect([a, (b as Error).message, c, d]).toEqual(["a", "b failed", "c", "d"]);
  expect(most).toBe(2);
  ends.length = 0;
  const after = enter(() => Promise.resolve("after"));
  expect(await after).toBe("after");
});
