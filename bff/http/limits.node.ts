import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { refuseLate } from './late.ts';
import { limitTable, type LimitName, type Limits } from './limits.ts';
import { Problem } from './problem.ts';

/** What limits.node.ts asks of a limiter, wherever it counts. */
type Counter = Pick<RateLimiterMemory, 'consume' | 'delete'>;
type Counters = Readonly<Record<LimitName, Counter>>;

const names = Object.keys(limitTable) as LimitName[];
const each = (make: (name: LimitName) => Counter): Counters =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Record<LimitName, Counter>;

const inMemory = (share: (name: LimitName) => number): Counters =>
  each((name) => {
    const { points, seconds } = limitTable[name];
    return new RateLimiterMemory({
      keyPrefix: name,
      points: Math.ceil(points * share(name)),
      duration: seconds,
    });
  });

/** Who comes to his limit now and then is told so without delay; not so who goes on. */
const isStubborn = (name: LimitName, { consumedPoints }: RateLimiterRes): boolean =>
  (name === 'read' || name === 'write') && consumedPoints > limitTable[name].points * 1.2;

type Outcome = 'counted' | 'lost' | RateLimiterRes;

/** Counts one; `lost` when the server that counts for all did not answer. */
async function count(counter: Counter, key: string): Promise<Outcome> {
  try {
    await counter.consume(key);
    return 'counted';
  } catch (refusal) {
    return refusal instanceof RateLimiterRes ? refusal : 'lost';
  }
}

async function admit(name: LimitName, outcome: Outcome): Promise<void> {
  if (!(outcome instanceof RateLimiterRes)) return;
  if (isStubborn(name, outcome)) await refuseLate();
  throw new Problem('too_many_requests', { retryAfter: outcome.msBeforeNext / 1000 });
}

/** Limits counted in this process. */
export function memoryLimits(): Limits {
  const counters = inMemory(() => 1);
  return {
    take: async (name, key) => admit(name, await count(counters[name], key)),
    clear: async (name, key) => void (await counters[name].delete(key)),
  };
}

/** A process that counts alone does not know how many others there are: guessing passwords must not get easier by that. */
const aloneShare = (name: LimitName): number => (/^(sign_in|reset)/.test(name) ? 0.25 : 0.5);
/** How long a request waits for the server that counts, and how long it is left alone when it did not answer, in ms. */
const patience = 250;
const rest = 1000;

export interface SharedLimits extends Limits {
  close(): Promise<void>;
}

/**
 * Limits that all processes count together, on Redis or Valkey. When it does not answer each process counts for itself, at a
 * share of what is allowed; nobody is let through uncounted.
 */
export async function sharedLimits(url: string, report: (name: string) => void): Promise<SharedLimits> {
  // Half of all that a start would read, and most installations have none.
  const { createClient } = await import('@redis/client');
  const client = createClient({
    url: url.replace(/^valkey/, 'redis'),
    disableOfflineQueue: true,
    socket: { connectTimeout: 1000, reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, 1000) },
  });
  let lost = false;
  const say = (now: boolean) => {
    if (now !== lost) report(now ? 'limits_lost' : 'limits_found');
    lost = now;
  };
  // Each attempt to connect again fails with an event.
  client.on('error', () => say(true));
  const connecting = client.connect().catch(() => {});
  const together = each((name) => {
    const { points, seconds } = limitTable[name];
    const shared = { keyPrefix: `hc:${name}`, points, duration: seconds };
    return new RateLimiterRedis({ storeClient: client, useRedisPackage: true, rejectIfRedisNotReady: true, ...shared });
  });
  const alone = inMemory(aloneShare);
  let restUntil = 0;

  // A name or an address says who somebody is: outside our own memory nobody needs to know.
  const hidden = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 22);
  const answered = async <T>(asked: Promise<T>): Promise<T | undefined> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), patience);
    });
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  };

  return {
    async take(name, key) {
      if (performance.now() >= restUntil) {
        const outcome = (await answered(count(together[name], hidden(key)))) ?? 'lost';
        say(outcome === 'lost');
        if (outcome !== 'lost') return admit(name, outcome);
        restUntil = performance.now() + rest;
      }
      await admit(name, await count(alone[name], key));
    },
    async clear(name, key) {
      await alone[name].delete(key);
      await answered(together[name].delete(hidden(key)).catch(() => {}));
    },
    async close() {
      await connecting;
      client.destroy();
    },
  };
}
