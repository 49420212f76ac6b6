import { unreachableError } from './remote-errors.ts';

/** The whole answer within so many ms, or a failure. A signal alone is not enough: Node may collect it before its time. */
export async function fetchWithin(ms: number, request: Request): Promise<Response> {
  const end = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(unreachableError());
      end.abort();
    }, ms);
  });
  const answered = async () => {
    const answer = await fetch(request, { signal: end.signal });
    return new Response(await answer.arrayBuffer(), answer);
  };
  try {
    return await Promise.race([answered(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Whether a server answers. After a failure nothing is sent before it has answered a read: a server that hung carries
 * out what it was sent meanwhile, and each `begin` among it would hold the lock for seconds with nobody behind it.
 */
export class Reach {
  #lost = false;
  #asking: Promise<void> | undefined;

  lose(): void {
    this.#lost = true;
  }

  /** Rejects while the server does not answer. */
  async check(read: () => Promise<unknown>): Promise<void> {
    if (!this.#lost) return;
    this.#asking ??= read()
      .then(() => void (this.#lost = false))
      .finally(() => (this.#asking = undefined));
    await this.#asking;
  }
}
