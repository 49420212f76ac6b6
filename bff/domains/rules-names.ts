import { type DnsCode, refuse } from './rules-codes.ts';
import { decodeLabel, labelToAscii } from './rules-idn.ts';

export { isMixedScript } from './rules-idn.ts';

/** A lower-case A-label name, or why there is none. `fix` is a name that may have been meant. */
export type ParsedName = { readonly name: string } | { readonly code: DnsCode; readonly fix?: string };

/** The longest name in text (255 octets on the wire, RFC 1035 §2.3.4). */
const longestName = 253;
const plainLabel = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/;
const plainName = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

function labelOf(text: string): ParsedName {
  if (text === '') return refuse('name_empty_label');
  if (text.length > longestName) return refuse('name_label_too_long');
  const label = labelToAscii(text);
  if (label === undefined) return refuse('name_idn');
  if (label.length > 63) return refuse('name_label_too_long');
  if (plainLabel.test(label)) return { name: label };
  if (label.includes('*')) return refuse('name_wildcard');
  return refuse(/^[a-z0-9_-]+$/.test(label) ? 'name_hyphen' : 'name_characters');
}

/** Any DNS name without trailing dot: A-labels, underscores allowed, `*` only as the whole leftmost label if at all. */
function parseName(text: string, wildcard: boolean): ParsedName {
  if (text.length <= longestName && plainName.test(text) && !text.includes('xn--')) return { name: text };
  const labels: string[] = [];
  // The full stops of East Asian keyboards separate labels as well (UTS 46)
  for (const part of text.replace(/[\u3002\uff0e\uff61]/g, '.').split('.')) {
    const label: ParsedName = wildcard && labels.length === 0 && part === '*' ? { name: part } : labelOf(part);
    if ('code' in label) return label;
    labels.push(label.name);
  }
  const name = labels.join('.');
  return name.length > longestName ? refuse('name_too_long') : { name };
}

/** A domain name as people write it → lower-case A-label without trailing dot; undefined when it is no name. */
export function toAscii(text: string): string | undefined {
  const parsed = parseName(text.trim().replace(/\.$/, ''), false);
  return 'name' in parsed ? parsed.name : undefined;
}

/** A-label name → what people read. Labels that do not decode stay as they are. */
export function toUnicode(name: string): string {
  if (!name.includes('xn--')) return name;
  return name
    .split('.')
    .map((label) => decodeLabel(label) ?? label)
    .join('.');
}

/** The full name of an owner, without trailing dot. */
export const absolute = (name: string, zone: string): string => (name === '@' ? zone : `${name}.${zone}`);

/** The owner of a full name within the zone, `@` for the zone itself; undefined outside. */
export function relative(host: string, zone: string): string | undefined {
  if (host === zone) return '@';
  const cut = host.length - zone.length - 1;
  return host.endsWith(zone) && host[cut] === '.' ? host.slice(0, cut) : undefined;
}

/**
 * An owner as people write it (`www`, `www.example.nl`, `www.example.nl.`, `@`, nothing) → its name relative to
 * the zone. A name that would repeat the zone is refused: it is a forgotten dot, and reads as another name.
 */
export function parseOwner(text: string, zone: string): ParsedName {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '@' || trimmed === zone) return { name: '@' };
  const full = trimmed.endsWith('.');
  const parsed = parseName(full ? trimmed.slice(0, -1) : trimmed, true);
  if ('code' in parsed) return parsed;
  const inside = relative(parsed.name, zone);
  if (inside === undefined && full) return refuse('out_of_zone');
  const name = inside ?? parsed.name;
  if (name === zone || name.endsWith(`.${zone}`)) return refuse('name_repeats_zone');
  return name !== '@' && name.length + 1 + zone.length > longestName ? refuse('name_too_long') : { name };
}

const isAddressLike = (text: string) => /^[\d.]*\d$/.test(text) || (text.includes(':') && /^[\da-f:.]*$/i.test(text));

/**
 * A target as people write it, with or without trailing dot → absolute name without one. `@` is the zone.
 *
 * Nothing is completed silently: a word without a dot is refused as `host_not_full`, with the name in the zone
 * as `fix`. `underscore` is for aliases; servers and mail exchangers are host names (RFC 952, RFC 2181 §11).
 */
export function parseHost(text: string, zone = '', underscore = false): ParsedName {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('required');
  if (trimmed === '@' && zone !== '') return { name: zone };
  if (isAddressLike(trimmed)) return refuse('host_not_address');
  if (/[/:]/.test(trimmed)) return refuse('host_not_url');
  const parsed = parseName(trimmed.endsWith('.') ? trimmed.slice(0, -1) : trimmed, false);
  if ('code' in parsed) return parsed;
  const { name } = parsed;
  if (!underscore && name.includes('_')) return refuse('host_underscore');
  if (!name.includes('.')) return { code: 'host_not_full', ...(zone !== '' && { fix: `${name}.${zone}` }) };
  // Also `1.2.3.4.` and its like: a last label of digits is an address to everyone who reads it
  return /\.\d+$/.test(name) ? refuse('host_not_address') : parsed;
}
