/** How long a refusal waits, in ms, and how many may wait at once: the others are told at once. */
const lateBy = 400;
const mostLate = 1000;
let waiting = 0;

/**
 * Waits for a moment before a refusal. To refuse is work too: a program that asks again at once, whatever it is told, would
 * take it from others.
 */
export async function refuseLate(): Promise<void> {
  if (waiting >= mostLate) return;
  waiting += 1;
  await new Promise((resolve) => setTimeout(resolve, lateBy));
  waiting -= 1;
}
