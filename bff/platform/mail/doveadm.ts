import type { Call } from '../call.ts';
import { fetchWithin } from '../within.ts';
import { MailError } from './port.ts';

export interface DoveadmOptions {
  /** Where Dovecot's HTTP API is, `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly key: string;
  readonly fetch?: typeof fetch;
  /** For one request, from when it is sent. */
  readonly timeoutMs?: number;
}

/** A command by its name in the API, and its parameters. */
export type DoveadmCommand = readonly [name: string, parameters: Readonly<Record<string, unknown>>];

/** What a command said, or with which code it ended: sysexits.h is where they are from. */
export type DoveadmResult = { readonly code: 0; readonly rows: unknown } | { readonly code: number };

export const exit = { dataError: 65, noUser: 67, notFound: 68 } as const;

/** So many commands go into one request. */
export const commandsAtOnce = 100;

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}

function exitCodeOf(body: unknown): number {
  const code = typeof body === 'object' && body !== null && 'exitCode' in body ? body.exitCode : undefined;
  // An error without a code is one of the API itself, as for a command that it does not know.
  return typeof code === 'number' && code !== 0 ? code : -1;
}

/** Each command's answer under its tag: the order is the server's. */
function resultsOf(text: string): ReadonlyMap<string, DoveadmResult> | undefined {
  let answers: unknown;
  try {
    answers = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(answers)) return undefined;
  const results = new Map<string, DoveadmResult>();
  for (const answer of answers as unknown[]) {
    if (!Array.isArray(answer)) return undefined;
    const [kind, body, tag] = answer as unknown[];
    results.set(String(tag), kind === 'doveadmResponse' ? { code: 0, rows: body } : { code: exitCodeOf(body) });
  }
  return results;
}

/**
 * Dovecot's HTTP API of doveadm (2.3). Answers with each command's result, in their order; rejects with MailError when the
 * server gives none. Nothing of the key is ever in one.
 */
export function doveadm({ url, key, fetch: send = fetch, timeoutMs = 5000 }: DoveadmOptions) {
  const { host } = new URL(url);
  const authorization = `X-Dovecot-API ${btoa(key)}`;
  const unreachable = (what: string) => new MailError('unreachable', `Dovecot at ${host}: ${what}`);

  async function ask(request: Request): Promise<string> {
    try {
      const response = await fetchWithin(timeoutMs, request, send);
      if (response.status !== 200) throw unreachable(`status ${response.status}`);
      return await response.text();
    } catch (error) {
      throw error instanceof MailError ? error : unreachable(causeOf(error));
    }
  }

  return {
    unreachable,

    async run(commands: readonly DoveadmCommand[], call?: Call): Promise<DoveadmResult[]> {
      const request = new Request(`${url.replace(/\/+$/, '')}/doveadm/v1`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(commands.map(([name, parameters], at) => [name, parameters, String(at)])),
        redirect: 'manual',
      });
      // The last thing before it is sent: whoever slept meanwhile must not write any more.
      call?.admit(timeoutMs);
      const results = resultsOf(await ask(request));
      return commands.map((_, at) => {
        const result = results?.get(String(at));
        if (!result) throw unreachable('its answer is not one');
        return result;
      });
    },
  };
}

export type Doveadm = ReturnType<typeof doveadm>;
