import type { CheckCode, CheckGroup, CheckId, CheckState } from '../../../bff/domains/health/answers.ts';

type Facts = Readonly<Record<string, string>>;
/** What is, and what to do. */
type Sentence = (facts: Facts) => readonly [text: string, todo?: string];

const messages = {
  title: 'Health',
  asking: 'Asking the servers of this domain',
  at: (time: string) => `Checked ${time}`,
  again: 'Check again',
  summary: (problems: number, advice: number) =>
    problems
      ? `${problems === 1 ? '1 problem' : `${problems} problems`}${advice ? `, ${advice} to improve` : ''}`
      : advice
        ? `All works, ${advice} to improve`
        : 'All is well',
  groups: {
    delegation: 'Delegation',
    mail: 'Mail',
    security: 'Security',
    web: 'Web',
    registration: 'Registration',
  } satisfies Record<CheckGroup, string>,
  checks: {
    delegation: 'Name servers',
    servers: 'Their answers',
    glue: 'Child hosts',
    mx: 'Mail servers',
    spf: 'SPF',
    dkim: 'DKIM',
    dmarc: 'DMARC',
    dnssec: 'DNSSEC',
    caa: 'CAA',
    address: 'Address',
    redirect: 'Redirect',
    website: 'Website',
    certificate: 'Certificate',
    expiry: 'Expiry',
  } satisfies Record<CheckId, string>,
  states: { ok: 'Good', advice: 'Could be better', problem: 'Problem', unknown: 'Not known' } satisfies Record<
    CheckState,
    string
  >,
  codes: {
    unknown: () => ['Nobody answered in time.', 'Check again in a minute.'],
    delegation_ok: ({ seen }) => [`The world asks ${seen}.`],
    delegation_differs: ({ wanted, seen }) => [
      `The world asks ${seen}, not ${wanted}.`,
      'A change takes up to two days. If it was longer ago, set the name servers once more.',
    ],
    delegation_none: () => ['The domain is delegated to no name servers.', 'Look at the tab Name servers.'],
    servers_ok: ({ count, serial }) => [`All ${count} answer for this domain, with the same zone (${serial}).`],
    servers_fail: ({ servers }) => [
      `These do not answer for this domain: ${servers}.`,
      'Whoever runs them must set up the zone there; or choose other name servers.',
    ],
    servers_serial: ({ serials }) => [
      `They have different versions of the zone: ${serials}.`,
      'This passes within minutes after a change.',
    ],
    glue_none: () => ['There are no child hosts.'],
    glue_ok: () => ['Registry and zone say the same of each child host.'],
    glue_differs: ({ hosts }) => [
      `The zone says something else than the registry of ${hosts}.`,
      'Set the zone to the addresses of the registry, or change them in the tab Name servers.',
    ],
    mx_ok: ({ hosts }) => [`Mail goes to ${hosts}.`],
    mx_none: () => ['No mail servers are named.', 'If this domain takes mail, add MX records.'],
    mx_null: () => ['This domain takes no mail, and says so.'],
    mx_unresolved: ({ hosts }) => [
      `These mail servers have no address: ${hosts}.`,
      'Correct or remove the MX records.',
    ],
    spf_ok: () => ['One sender policy, and receivers can follow it.'],
    spf_none: () => ['There is no sender policy.', 'With one, others can hardly send mail in your name.'],
    spf_many: ({ count }) => [`There are ${count} sender policies; receivers then take none.`, 'Make them one.'],
    spf_syntax: ({ text }) => [`Receivers cannot read the sender policy: ${text}`, 'Correct it in the DNS records.'],
    spf_lookups: ({ count }) => [
      `The sender policy needs ${count} look-ups; receivers stop at 10.`,
      'Leave out senders that you do not use any more.',
    ],
    dkim_ok: ({ selectors }) => [`Keys for signatures are there: ${selectors}.`],
    dkim_none: () => [
      'No key was found under the usual names.',
      'Your mail service says which record it wants. Keys under other names are not seen from here.',
    ],
    dmarc_ok: () => ['Receivers know what to do with forged mail.'],
    dmarc_watches: () => ['Forged mail is watched and let through.'],
    dmarc_none: () => ['There is no DMARC policy.', 'Large mail services want one. Begin with one that only watches.'],
    dmarc_many: ({ count }) => [`There are ${count} DMARC policies; receivers then take none.`, 'Keep one.'],
    dmarc_syntax: ({ text }) => [`Receivers cannot read the DMARC policy: ${text}`, 'Correct it in the DNS records.'],
    dnssec_on: () => ['The zone is signed.'],
    dnssec_off: () => ['The zone is not signed.', 'Switch DNSSEC on in the tab Name servers, where it can be.'],
    dnssec_pending: () => ['DNSSEC is on its way.'],
    caa_ok: () => ['Certificates for your website can be made.'],
    caa_none: () => ['Every authority may make certificates.'],
    caa_forbids: ({ issuer }) => [
      `CAA records keep ${issuer} from making certificates.`,
      'Allow it, if your site is with us.',
    ],
    address_ok: ({ addresses }) => [`It leads to ${addresses}.`],
    address_none: () => ['It has no address, so there is no website.', 'Add an A record, or a redirect.'],
    redirect_ok: ({ hosts }) => [`Visitors of ${hosts} come to where redirects are served.`],
    redirect_elsewhere: ({ hosts }) => [
      `Visitors of ${hosts} are led elsewhere, so the redirect does nothing.`,
      'The records of the name lead to another address.',
    ],
    website_ok: () => ['It answers over a secure connection.'],
    website_none: () => ['There is no website.'],
    website_insecure: () => [
      'It answers only without a secure connection.',
      'A certificate is missing, has ended, or is for another name.',
    ],
    website_down: () => ['It does not answer, or with an error.', 'Look at the server that the address belongs to.'],
    website_private: () => [
      'Its address is in a private network.',
      'Nobody outside reaches it. Correct the A or AAAA record.',
    ],
    certificate_ok: ({ date }) => [`It is valid until ${date}.`],
    certificate_soon: ({ date, days }) => [
      `It ends on ${date}, ${days === '1' ? 'tomorrow' : days === '0' ? 'today' : `in ${days} days`}.`,
      'Most are renewed a month before. Look at the server that makes it.',
    ],
    certificate_expired: () => ['It has ended: browsers warn your visitors.', 'Renew it at the server of the website.'],
    certificate_name: () => ['It is for another name: browsers warn your visitors.', 'Get one for this domain.'],
    certificate_untrusted: () => [
      'Browsers do not trust who issued it.',
      'Get one from a public authority, with its intermediate certificates.',
    ],
    expiry_ok: ({ date }) => [`It renews by itself, next on ${date}.`],
    expiry_stopped: ({ date }) => [`It ends on ${date} and does not renew.`, 'Switch renewal on to keep it.'],
    expiry_soon: ({ date, days }) => [
      `It ends on ${date}, ${days === '1' ? 'tomorrow' : days === '0' ? 'today' : `in ${days} days`}.`,
      'Renew it, or switch renewal on.',
    ],
    expiry_past: ({ date }) => [`It ended on ${date}.`, 'Renew or restore it in the overview, while that can be done.'],
  } satisfies Record<CheckCode, Sentence> as Record<CheckCode, Sentence>,
  mend: 'Mend',
  mendThis: (check: string) => `Mend: ${check}`,
  fixTitle: (domain: string) => `Change the records of ${domain}?`,
  looking: 'Looking what would change',
  cancel: 'Cancel',
  publish: 'Publish',
  publishing: 'Publishing',
  published: 'Published. It takes a while until everybody sees it.',
  undone: 'Changed back',
  moved: 'Somebody changed the records meanwhile. Check again first.',
  fixFailed: 'That did not work. Nothing was changed.',
  changes: 'Changes',
  signs: { add: 'Add', change: 'Change', delete: 'Remove' },
  ttl: 'TTL',
};

export type Messages = typeof messages;
export default messages;
