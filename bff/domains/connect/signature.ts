import type { Deps } from '../../http/env.ts';
import { isFresh } from '../../store/clock.ts';
import { bytesOf, keyName, readKey } from './rules-key.ts';
import type { Asked } from './rules-query.ts';
import type { ConnectTemplate } from './template.ts';

/** So long a key is good without a look into DNS, in ms: from the look at a request to its application, and a while. */
const fresh = 600_000;
const most = 500;
/** Shorter ones can be broken. */
const shortest = 1024;
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/** Of each BFF its own. Asked of DNS before a verb's transaction, used in it. */
const kept = new WeakMap<object, Map<string, { readonly at: number; readonly key: CryptoKey }>>();

const placeOfKey = ({ syncPubKeyDomain }: ConnectTemplate, { parameters }: Asked): string | undefined =>
  syncPubKeyDomain === undefined ? undefined : keyName(parameters.get('key') ?? '', syncPubKeyDomain);

async function importKey(texts: readonly string[]): Promise<CryptoKey | undefined> {
  const bytes = readKey(texts);
  const key = bytes && (await crypto.subtle.importKey('spki', bytes, rsa, false, ['verify']).catch(() => undefined));
  return key && (key.algorithm as RsaKeyAlgorithm).modulusLength >= shortest ? key : undefined;
}

/** Fetches the public key that a request names. Rejects with ResolverError when DNS cannot be asked. */
export async function fetchKey(
  deps: Pick<Deps, 'resolver' | 'now'>,
  template: ConnectTemplate,
  asked: Asked,
): Promise<void> {
  const place = placeOfKey(template, asked);
  if (place === undefined) return;
  const keys = kept.get(deps) ?? new Map();
  kept.set(deps, keys);
  const known = keys.get(place);
  const at = deps.now();
  if (known && isFresh(known.at, at, fresh)) return;
  keys.delete(place);
  const key = await importKey(await deps.resolver.records(place, 'TXT'));
  if (!key) return;
  keys.set(place, { at, key });
  if (keys.size > most) keys.delete(keys.keys().next().value!);
}

/** Whether the provider signed the query; only a key that was fetched says so. */
export async function isSigned(deps: Pick<Deps, 'now'>, template: ConnectTemplate, asked: Asked): Promise<boolean> {
  const place = placeOfKey(template, asked);
  const found = place === undefined ? undefined : kept.get(deps)?.get(place);
  const signature = bytesOf(asked.parameters.get('sig') ?? '');
  if (!found || !signature?.length || !isFresh(found.at, deps.now(), fresh)) return false;
  return crypto.subtle.verify(rsa, found.key, signature, new TextEncoder().encode(asked.signed));
}
