import { addressAsked, autoconfigXml, autodiscoverXml, type Described } from './documents.ts';
import type { FindSetUp } from './find.ts';

/** The names below a mail domain at which programs ask how to set themselves up. */
export const setUpNames = ['autoconfig', 'autodiscover'] as const;

/** Bytes; a question holds little more than an address. */
const longest = 10_000;

/** The mail domain that a host is for; undefined of other hosts. */
export const setUpDomain = (host: string): string | undefined => {
  const name = setUpNames.find((one) => host.startsWith(`${one}.`));
  return name && host.slice(name.length + 1);
};

const xml = (text: string): Response =>
  new Response(text, {
    headers: { 'content-type': 'text/xml; charset=utf-8', 'content-security-policy': "default-src 'none'" },
  });

/** Tells mail programs how to set themselves up, at `autoconfig.` and `autodiscover.` of the mail domains; undefined of all other hosts. */
export const setUpAnswers =
  (find: FindSetUp) =>
  async (request: Request): Promise<Response | undefined> => {
    const { hostname, pathname } = new URL(request.url);
    const domain = setUpDomain(hostname.toLowerCase().replace(/\.$/, ''));
    const described = domain && (await find(domain));
    if (!described) return undefined;
    const answer = await answerOf(request, pathname.toLowerCase(), described);
    answer.headers.set('x-content-type-options', 'nosniff');
    answer.headers.set('cache-control', 'no-store');
    return answer;
  };

async function answerOf(request: Request, path: string, described: Described): Promise<Response> {
  const { method } = request;
  if (path === '/mail/config-v1.1.xml')
    return method === 'GET' || method === 'HEAD' ? xml(autoconfigXml(described)) : otherMethod('GET, HEAD');
  if (path !== '/autodiscover/autodiscover.xml') return new Response('Nothing is here.\n', { status: 404 });
  if (method !== 'POST') return otherMethod('POST');
  const address = addressAsked(await start(request));
  if (address?.endsWith(`@${described.domain}`)) return xml(autodiscoverXml(address, described));
  return new Response('The question has no address of this domain.\n', { status: 400 });
}

const otherMethod = (allow: string): Response =>
  new Response('Not with this method.\n', { status: 405, headers: { allow } });

/** As much of a body as a question can have. */
async function start(request: Request): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    text += decoder.decode(part, { stream: true });
    if (text.length > longest) break;
  }
  return text.slice(0, longest);
}
