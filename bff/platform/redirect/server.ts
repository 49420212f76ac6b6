import { setUpAnswers, setUpDomain } from '../../mail/setup/serve.ts';
import type { FindSetUp } from '../../mail/setup/find.ts';
import type { Limits } from '../../http/limits.ts';
import { listen } from '../../http/listen.node.ts';
import { redirectAnswers, type Options } from './answer.ts';
import { certificateAnswers } from './ask.ts';

export interface ServerOptions extends Options {
  readonly port: number;
  /** On loopback, for the proxy alone. */
  readonly askPort: number;
  /** Mail domains, whose programs ask here too how to set themselves up. */
  readonly findSetUp: FindSetUp;
  readonly limits: Pick<Limits, 'take' | 'clear'>;
}

/** Serves redirects and what mail programs ask for, and says for which hosts there may be certificates. Answers with what ends it. */
export async function redirectServer({
  port,
  askPort,
  limits,
  findSetUp,
  ...options
}: ServerOptions): Promise<() => Promise<void>> {
  const redirects = redirectAnswers(options);
  const setUps = setUpAnswers(findSetUp);
  const main = await listen(async (request) => (await setUps(request)) ?? redirects(request), port);
  const isSetUp = async (host: string) => {
    const domain = setUpDomain(host);
    return domain !== undefined && (await findSetUp(domain)) !== undefined;
  };
  const ask = await listen(certificateAnswers({ find: options.find, isSetUp, limits }), askPort, '127.0.0.1');
  return async () => void (await Promise.all([main(), ask()]));
}
