import * as v from 'valibot';
import { denied } from '../../account/answers.ts';
import { change } from '../input.ts';

/** In the order in which they are shown. */
export const checkGroups = {
  delegation: ['delegation', 'servers', 'glue'],
  mail: ['mx', 'spf', 'dkim', 'dmarc'],
  security: ['dnssec', 'caa'],
  web: ['address', 'redirect', 'website', 'certificate'],
  registration: ['expiry'],
} as const;
export type CheckGroup = keyof typeof checkGroups;
export type CheckId = (typeof checkGroups)[CheckGroup][number];
export const checkIds = Object.values(checkGroups).flat() as CheckId[];

/** `advice` = better so; `problem` = something does not work; `unknown` = nobody answered. */
export const checkStates = ['ok', 'advice', 'problem', 'unknown'] as const;
export type CheckState = (typeof checkStates)[number];

/** What can come of each check; panels have a sentence for each. */
export const checkCodes = [
  'unknown',
  'delegation_ok',
  'delegation_differs',
  'delegation_none',
  'servers_ok',
  'servers_fail',
  'servers_serial',
  'glue_none',
  'glue_ok',
  'glue_differs',
  'mx_ok',
  'mx_none',
  'mx_null',
  'mx_unresolved',
  'spf_ok',
  'spf_none',
  'spf_many',
  'spf_syntax',
  'spf_lookups',
  'dkim_ok',
  'dkim_none',
  'dmarc_ok',
  'dmarc_none',
  'dmarc_many',
  'dmarc_syntax',
  'dmarc_watches',
  'dnssec_on',
  'dnssec_off',
  'dnssec_pending',
  'caa_ok',
  'caa_none',
  'caa_forbids',
  'address_ok',
  'address_none',
  'redirect_ok',
  'redirect_elsewhere',
  'website_ok',
  'website_none',
  'website_insecure',
  'website_down',
  'website_private',
  'certificate_ok',
  'certificate_soon',
  'certificate_expired',
  'certificate_name',
  'certificate_untrusted',
  'expiry_ok',
  'expiry_soon',
  'expiry_stopped',
  'expiry_past',
] as const;
export type CheckCode = (typeof checkCodes)[number];

export const check = v.object({
  id: v.picklist(checkIds),
  state: v.picklist(checkStates),
  code: v.picklist(checkCodes),
  /** Facts for the sentence, by the name the catalogue uses. */
  facts: v.record(v.string(), v.string()),
  /** A change set that would mend it; to be looked at before it is published. */
  fix: v.optional(v.array(change)),
});
export type Check = v.InferOutput<typeof check>;

export const health = v.object({
  domain: v.object({ id: v.string(), name: v.string(), unicodeName: v.string() }),
  /** When the servers were asked. */
  at: v.string(),
  /** Of the zone that the fixes were made for. */
  version: v.number(),
  checks: v.array(check),
  denied,
});
export type Health = v.InferOutput<typeof health>;

export const serverStates = ['ok', 'unresolved', 'not_public', 'silent', 'lame', 'not_a_name', 'unknown'] as const;
export type ServerState = (typeof serverStates)[number];
export const serversChecked = v.object({
  items: v.array(v.object({ name: v.string(), state: v.picklist(serverStates) })),
});
export type ServersChecked = v.InferOutput<typeof serversChecked>;
