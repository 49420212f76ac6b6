import type { Session } from '../../auth/session.ts';
import type { Problem } from '../../http/problem.ts';
import type { Outbound } from '../../platform/outbound/port.ts';
import { maskRefusal, mostHops, nextHop, type MaskCode } from './rules-mask.ts';
import { parseTarget } from './rules.ts';
import { redirectWords, wrong } from './words.ts';

/**
 * Looks whether a target may be shown under another name, where it leads to others there too. The origins of its way, or the
 * problem that says why not.
 */
export async function originsOfMask(outbound: Outbound, target: string, { locale }: Session): Promise<string[]> {
  const parsed = parseTarget(target);
  // What is wrong with it as a URL is said by whoever takes it.
  if ('code' in parsed) return [];
  const refuse = (code: MaskCode, url: string): Problem =>
    wrong('target', code, redirectWords(locale)[code](new URL(url).host));
  const origins: string[] = [];
  for (let url = parsed.url; ;) {
    if (!url.startsWith('https:')) throw refuse('mask_insecure', url);
    const answer = await outbound.ask(url).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      throw refuse(code === 'not_public' ? 'mask_private' : 'mask_unreachable', url);
    });
    origins.push(new URL(url).origin);
    const hop = nextHop(url, answer);
    if (hop === undefined) {
      const code = maskRefusal(answer);
      if (code) throw refuse(code, url);
      return [...new Set(origins)];
    }
    if (origins.length > mostHops) throw refuse('mask_hops', parsed.url);
    const next = parseTarget(hop);
    if ('code' in next) throw refuse('mask_status', url);
    url = next.url;
  }
}
