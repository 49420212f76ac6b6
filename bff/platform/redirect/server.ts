import type { Limits } from '../../http/limits.ts';
import { listen } from '../../http/listen.node.ts';
import { redirectAnswers, type Options } from './answer.ts';
import { certificateAnswers } from './ask.ts';

export interface ServerOptions extends Options {
  readonly port: number;
  /** On loopback, for the proxy alone. */
  readonly askPort: number;
  readonly limits: Pick<Limits, 'take' | 'clear'>;
}

/** Serves redirects, and says for which hosts there may be certificates. Answers with what ends it. */
export async function redirectServer({
  port,
  askPort,
  limits,
  ...options
}: ServerOptions): Promise<() => Promise<void>> {
  const main = await listen(redirectAnswers(options), port);
  const ask = await listen(certificateAnswers({ find: options.find, limits }), askPort, '127.0.0.1');
  return async () => void (await Promise.all([main(), ask()]));
}
