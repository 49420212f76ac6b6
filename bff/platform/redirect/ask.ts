import type { FindRedirect } from '../../domains/redirects/serve.ts';
import type { Limits } from '../../http/limits.ts';

type CertificateLimits = Pick<Limits, 'take' | 'clear'>;

interface Parts {
  readonly find: FindRedirect;
  /** A host at which mail programs ask how to set themselves up. */
  readonly isSetUp: (host: string) => Promise<boolean>;
  readonly limits: CertificateLimits;
}

/**
 * Whether a certificate may be made for a host: asked by the proxy before its first. Anybody can invent names below a
 * wildcard, so of those each domain gets only some.
 */
export const certificateAnswers =
  ({ find, isSetUp, limits }: Parts) =>
  async (request: Request): Promise<Response> => {
    const host = new URL(request.url).searchParams.get('domain')?.toLowerCase() ?? '';
    try {
      const redirect = await find(host);
      if (!redirect) return new Response(null, { status: (await isSetUp(host)) ? 200 : 403 });
      if (redirect.host.startsWith('*')) await countName(limits, redirect.domainId, host);
      return new Response(null, { status: 200 });
    } catch {
      return new Response(null, { status: 403 });
    }
  };

/** Each name once; one that was refused stays uncounted. */
async function countName(limits: CertificateLimits, domainId: string, host: string): Promise<void> {
  const counted = await limits.take('certificate_name', host).then(
    () => false,
    () => true,
  );
  if (counted) return;
  try {
    await limits.take('certificate', domainId);
  } catch (error) {
    await limits.clear('certificate_name', host);
    throw error;
  }
}
