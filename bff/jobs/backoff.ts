const first = 2000;
const longest = 3_600_000;
/** After this time a job is given up, visibly. */
export const giveUpAfter = 72 * 3_600_000;

/** No job waits longer, after so many attempts, in ms; before the first it may be a second look. */
export const longestWait = (attempts: number): number =>
  attempts === 0 ? 60_000 : Math.min(longest, first * 2 ** (attempts - 1));

/** How long to wait after so many failed attempts (from 1), in ms: 2 s, doubling to an hour, up to a quarter less so that many do not come at once. */
export const backoff = (attempts: number, random: number): number =>
  Math.round(Math.min(longest, first * 2 ** (attempts - 1)) * (1 - random / 4));
