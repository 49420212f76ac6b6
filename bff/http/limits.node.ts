import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { limitTable, type LimitName, type Limits } from './limits.ts';
import { Problem } from './problem.ts';

/** Limits counted in this process. */
export function memoryLimits(): Limits {
  const limiters = Object.fromEntries(
    Object.entries(limitTable).map(([name, { points, seconds }]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
    ]),
  ) as Record<LimitName, RateLimiterMemory>;
  return {
    async take(name, key) {
      try {
        await limiters[name].consume(key);
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes)
          throw new Problem('too_many_requests', { retryAfter: refusal.msBeforeNext / 1000 });
        throw refusal;
      }
    },
    async clear(name, key) {
      await limiters[name].delete(key);
    },
  };
}
