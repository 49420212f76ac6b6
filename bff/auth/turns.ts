import { refuseLate } from '../http/late.ts';
import { Problem } from '../http/problem.ts';

/**
 * Lets at most so many bodies run at once. The others wait in a line for each key, and the lines are served in turn: whoever
 * asks for much does not hold up who asks for little. A line has an end, so that nobody waits for longer than he would.
 */
export function turns(most: number, longest: number): <T>(key: string, body: () => Promise<T>) => Promise<T> {
  let running = 0;
  const lines = new Map<string, (() => void)[]>();
  const next = (): void => {
    // The line that was served longest ago; then it is the last.
    const [first] = lines;
    if (!first) return void (running -= 1);
    const [key, line] = first;
    const go = line.shift()!;
    lines.delete(key);
    if (line.length) lines.set(key, line);
    go();
  };
  return async (key, body) => {
    if (running < most) running += 1;
    else {
      const line = lines.get(key) ?? [];
      if (line.length >= longest) {
        await refuseLate();
        throw new Problem('unavailable', { retryAfter: 2 });
      }
      await new Promise<void>((resolve) => {
        line.push(resolve);
        lines.set(key, line);
      });
    }
    try {
      return await body();
    } finally {
      next();
    }
  };
}
