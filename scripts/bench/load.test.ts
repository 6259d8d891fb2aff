import { expect, test } from "vitest";
import { latency, openLoop } from "./load";

const signal = new AbortController().signal;

test("requests go out without waiting for answers", async () => {
  let answerAll: (ok: boolean) => void = () => {};
  const all = new Promise<boolean>((resolve) => (answerAll = resolve));
  const sent: number[] = [];
  const samples = await openLoop({ rate: 1_000, count: 5, signal }, (index) => {
    sent.push(index);
    if (sent.length === 5) answerAll(true);
    return all;
  });
  expect(sent).toEqual([0, 1, 2, 3, 4]);
  expect(samples.map(({ answer }) => answer)).toEqual(Array(5).fill("right"));
});

test("rejections are errors, and what is too much is not sent", async () => {
  const failing = await openLoop({ rate: 10_000, count: 2, signal }, (index) =>
    index === 0 ? Promise.reject(new Error("cut")) : Promise.resolve(false),
  );
  expect(latency(failing)).toMatchObject({ requests: 2, errors: 1, others: 1 });

  let sent = 0;
  let answerAll: (ok: boolean) => void = () => {};
  const all = new Promise<boolean>((resolve) => (answerAll = resolve));
  const loop = openLoop({ rate: 1_000_000, count: 600, signal }, () => {
    sent += 1;
    if (sent === 500) setImmediate(() => setImmediate(answerAll, true));
    return all;
  });
  expect(latency(await loop).errors).toBe(600 - sent);
});

test("it can be stopped", async () => {
  const stopping = new AbortController();
  const loop = openLoop({ rate: 1, count: 3, signal: stopping.signal }, async () => {
    stopping.abort(new Error("stopped"));
    return true;
  });
  await expect(loop).rejects.toThrow("stopped");
});

test("percentiles are of what was answered", () => {
  const samples = Array.from({ length: 200 }, (_, index) => ({
    index,
    ms: 200 - index,
    answer: "right" as const,
    at: index * 10,
  }));
  const { p50, p95, p99, max, perSecond } = latency([...samples, { index: 200, ms: 9_999, answer: "none", at: 2_000 }]);
  expect([p50, p95, p99, max, perSecond]).toEqual([100, 190, 198, 200, 100]);
});
