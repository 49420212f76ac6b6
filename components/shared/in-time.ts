import { ApiError } from './api-error.ts';

const stall = 15_000;

/** Gives up waiting after 15 s; `late` may then end what is waited for. */
export async function inTime<T>(work: Promise<T>, late?: () => void): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ApiError(0, { code: 'stalled' }));
      late?.();
    }, stall);
  });
  return Promise.race([work, stalled]).finally(() => clearTimeout(timer));
}
