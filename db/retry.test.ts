import { expect, test } from "vitest";
import { retried } from "./retry";

const collision = (code: string) => new Error("Failed query", { cause: Object.assign(new Error(code), { code }) });

function failing(error: Error, times: number) {
  const transaction = async () => {
    transaction.calls += 1;
    if (transaction.calls <= times) throw error;
    return "done";
  };
  transaction.calls = 0;
  return transaction;
}

test.each(["40P01", "40001", "23503"])("a transaction that ended with %s runs again", async (code) => {
  expect(await retried(failing(collision(code), 3))).toBe("done");
});

test("not for ever", async () => {
  const transaction = failing(collision("40P01"), 9);
  await expect(retried(transaction)).rejects.toThrow("Failed query");
  expect(transaction.calls).toBe(4);
});

test("nothing else runs again", async () => {
  const transaction = failing(collision("23505"), 1);
  await expect(retried(transaction)).rejects.toThrow("Failed query");
  expect(transaction.calls).toBe(1);
});
