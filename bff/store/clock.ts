import { and, gt, lte, sql, type AnyColumn, type SQL } from 'drizzle-orm';

/** So far the clocks of two machines may be apart, in ms. */
const skew = 10_000;

/**
 * What ends at `until` and never lives longer than `life` is good now. One that would live longer comes from a clock that
 * was ahead, and has been put right since.
 */
export const goodNow = (until: AnyColumn, now: number, life: number): SQL =>
  and(gt(until, new Date(now)), lte(until, new Date(now + life + skew)))!;

/** The same in a prepared query, with the values of `goodAt`. */
export const goodThen = (until: AnyColumn): SQL =>
  and(gt(until, sql.placeholder('now')), lte(until, sql.placeholder('latest')))!;
export const goodAt = (now: number, life: number) => ({ now, latest: now + life + skew });

/** Whether what was remembered at `at` is no older than `life`; also when the clock was put back meanwhile. */
export const isFresh = (at: number, now: number, life: number): boolean => Math.abs(now - at) < life;
