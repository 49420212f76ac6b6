import * as v from 'valibot';
import { denied } from '../../account/answers.ts';
import { change } from '../../domains/input.ts';

/** In the order in which they are shown. */
export const mailChecks = ['mx', 'spf', 'dkim', 'dmarc', 'mta_sts', 'tls_rpt', 'srv'] as const;
export type MailCheckId = (typeof mailChecks)[number];
/** `advice` = better so; `problem` = mail is lost or taken for spam; `unknown` = nobody answered. */
export const mailCheckStates = ['ok', 'advice', 'problem', 'unknown'] as const;
export type MailCheckState = (typeof mailCheckStates)[number];

/** What can come of each check; panels have a sentence for each. */
export const mailCheckCodes = [
  'unknown',
  'mx_ok',
  'mx_none',
  'mx_elsewhere',
  'mx_mixed',
  'spf_ok',
  'spf_none',
  'spf_many',
  'spf_syntax',
  'spf_lacks',
  'spf_lookups',
  'dkim_ok',
  'dkim_none',
  'dkim_differs',
  'dkim_making',
  'dmarc_ok',
  'dmarc_none',
  'dmarc_many',
  'dmarc_syntax',
  'dmarc_watches',
  'mta_sts_ok',
  'mta_sts_none',
  'mta_sts_broken',
  'tls_rpt_ok',
  'tls_rpt_none',
  'tls_rpt_nobody',
  'tls_rpt_syntax',
  'srv_ok',
  'srv_none',
  'srv_differs',
] as const;
export type MailCheckCode = (typeof mailCheckCodes)[number];

export const mailCheck = v.object({
  id: v.picklist(mailChecks),
  state: v.picklist(mailCheckStates),
  code: v.picklist(mailCheckCodes),
  facts: v.record(v.string(), v.string()),
  /** A change set that would mend it. */
  fix: v.optional(v.array(change)),
});
export type MailCheck = v.InferOutput<typeof mailCheck>;

export const mailHealth = v.object({
  domain: v.object({ id: v.string(), name: v.string(), unicodeName: v.string() }),
  at: v.string(),
  /** Of the zone that the fixes were made for. */
  version: v.number(),
  /** False where the records have to be set at somebody else's name servers. */
  ownNameServers: v.boolean(),
  checks: v.array(mailCheck),
  denied,
});
export type MailHealth = v.InferOutput<typeof mailHealth>;

export const mailDomainList = v.object({
  items: v.array(v.object({ id: v.string(), name: v.string(), unicodeName: v.string(), plan: v.string() })),
});
export type MailDomainList = v.InferOutput<typeof mailDomainList>;

/** Which checks are to be mended, of the zone as the person saw it. */
export const mailFix = v.strictObject({
  version: v.pipe(v.number('number'), v.integer('number'), v.minValue(0, 'number_range')),
  checks: v.pipe(v.array(v.picklist(mailChecks, 'choice')), v.minLength(1, 'required'), v.maxLength(7, 'too_many')),
});
export type MailFix = v.InferOutput<typeof mailFix>;
