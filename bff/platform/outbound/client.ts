import { lookup } from 'node:dns/promises';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import { OutboundError, type Outbound, type OutboundAnswer, type OutboundCode } from './port.ts';
import { isPublic } from './public.ts';

export interface OutboundOptions {
  /** Hosts, with port, that may be asked though they are not public: the operator's own. */
  readonly allowed?: readonly string[];
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

/** For the whole of an answer's head, in ms; nothing else of it is read. */
const patience = 3000;
const largestHead = 64 * 1024;

/** What Node says, in our words. */
const faults: Readonly<Record<string, OutboundCode>> = {
  HPE_HEADER_OVERFLOW: 'too_large',
  CERT_HAS_EXPIRED: 'certificate_expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate_untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate_untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate_untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate_untrusted',
};

const resolveAll = async (host: string): Promise<string[]> =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * The one client that asks addresses which customers typed: http and https at their own ports, the name resolved once, and
 * connected is to an address that was looked at. It follows nothing.
 */
export function outboundClient({ allowed = [], resolve = resolveAll }: OutboundOptions = {}): Outbound {
  async function addressOf({ host, hostname }: URL, signal: AbortSignal): Promise<string> {
    const bare = hostname.replace(/^\[|\]$/g, '');
    const found = isIP(bare) ? [bare] : await abortable(resolve(bare), signal);
    if (!found.length) throw new OutboundError('unreachable');
    // One inner address among public ones is reason enough.
    if (!allowed.includes(host) && !found.every(isPublic)) throw new OutboundError('not_public');
    return found[0]!;
  }

  return {
    async ask(text) {
      const url = new URL(text);
      const secure = url.protocol === 'https:';
      if (!secure && url.protocol !== 'http:') throw new OutboundError('not_allowed');
      if (url.port !== '' && !allowed.includes(url.host)) throw new OutboundError('not_allowed');
      const signal = AbortSignal.timeout(patience);
      try {
        return await head(url, await addressOf(url, signal), secure, signal);
      } catch (error) {
        if (error instanceof OutboundError) throw error;
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        throw new OutboundError(faults[code] ?? 'unreachable');
      }
    },
  };
}

function head(url: URL, address: string, secure: boolean, signal: AbortSignal): Promise<OutboundAnswer> {
  return new Promise((resolve, reject) => {
    const named = isIP(url.hostname.replace(/^\[|\]$/g, '')) ? {} : { servername: url.hostname };
    const asked = (secure ? secureRequest : plainRequest)({
      ...named,
      host: address,
      port: url.port || (secure ? 443 : 80),
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      // A connection of its own: one that is kept would be used for another name.
      agent: false,
      headers: { host: url.host, accept: 'text/html,*/*', 'user-agent': 'hc (looks whether a page may be shown)' },
      maxHeaderSize: largestHead,
      signal,
    });
    asked.once('error', reject);
    // Whoever wants to speak something else, or goes away, has not answered.
    asked.once('upgrade', (_answer, socket) => {
      socket.destroy();
      reject(new OutboundError('unreachable'));
    });
    asked.once('close', () => reject(new OutboundError('unreachable')));
    asked.once('response', (response: IncomingMessage) => {
      const headers = new Headers();
      for (const [name, values] of Object.entries(response.headersDistinct))
        for (const value of values ?? []) headers.append(name, value);
      const until =
        response.socket instanceof TLSSocket ? Date.parse(response.socket.getPeerCertificate().valid_to) : NaN;
      response.destroy();
      resolve({
        status: response.statusCode ?? 0,
        headers,
        ...(Number.isNaN(until) ? {} : { certificateUntil: until }),
      });
    });
    asked.end();
  });
}

/** Name servers take their own time; nobody waits longer than for all of it. */
const abortable = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new OutboundError('unreachable')), { once: true });
    work.then(resolve, reject);
  });
