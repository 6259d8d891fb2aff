import { describe, expect, it } from "vitest";
import { together } from "./together";

const later = <T>(value: T) => new Promise<T>((resolve) => setImmediate(resolve, value));

describe("together", () => {
  it("gives what each gives", async () => {
    expect(await together(later(1), Promise.resolve("two"))).toEqual([1, "two"]);
  });

  it("fails with what failed first, and only once all have ended", async () => {
    let hasEnded = false;
    const slow = later(null).then(() => {
      hasEnded = true;
      throw new Error("second");
    });
    await expect(together(slow, Promise.reject(new Error("first")))).rejects.toThrow("first");
    expect(hasEnded).toBe(true);
  });
});
