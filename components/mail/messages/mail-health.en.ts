import type { MailCheckCode, MailCheckId, MailCheckState } from '../../../bff/mail/health/answers.ts';

type Facts = Readonly<Record<string, string>>;
/** What is, and what to do. */
type Sentence = (facts: Facts) => readonly [text: string, todo?: string];

const messages = {
  title: 'Mail health',
  asking: 'Asking the world about this domain',
  at: (time: string) => `Checked ${time}`,
  again: 'Check again',
  domain: 'Domain',
  none: 'No domain leads its mail here',
  noneText: 'Link a domain to one of your plans, and let its mail come along.',
  elsewhere: 'The records of this domain are kept elsewhere. Set there what is missing here.',
  summary: (problems: number, advice: number, unknown: number) =>
    problems
      ? `${problems === 1 ? '1 problem' : `${problems} problems`}${advice ? `, ${advice} to improve` : ''}`
      : unknown
        ? 'Not everybody answered'
        : advice
          ? `All works, ${advice} to improve`
          : 'All is well',
  checks: {
    mx: 'Where mail goes',
    spf: 'Who may send (SPF)',
    dkim: 'Signature (DKIM)',
    dmarc: 'Protection of the name (DMARC)',
    mta_sts: 'Encryption asked for (MTA-STS)',
    tls_rpt: 'Reports on encryption (TLS-RPT)',
    srv: 'Programs set themselves up (SRV)',
  } satisfies Record<MailCheckId, string>,
  states: { ok: 'Good', advice: 'Could be better', problem: 'Problem', unknown: 'Not known' } satisfies Record<
    MailCheckState,
    string
  >,
  codes: {
    unknown: () => ['Nobody answered in time.', 'Check again in a minute.'],
    mx_ok: ({ host }) => [`Mail comes to ${host}.`],
    mx_none: () => ['The world does not know where mail for this domain goes.', 'Nothing arrives until it does.'],
    mx_elsewhere: ({ hosts }) => [
      `Mail goes to ${hosts}.`,
      'Your mailboxes here get nothing. If that is how it should be, leave it.',
    ],
    mx_mixed: ({ host, hosts }) => [
      `Mail goes to ${host}, and some of it to ${hosts}.`,
      'What goes there does not reach your mailboxes.',
    ],
    spf_ok: () => ['Receivers know that our servers may send for this domain.'],
    spf_none: () => ['Receivers do not know who may send for this domain.', 'What you send may be taken for spam.'],
    spf_many: ({ count }) => [
      `There are ${count} policies; receivers take none of them.`,
      'They can be made one that names all senders.',
    ],
    spf_syntax: ({ text }) => [`Receivers cannot read the policy: ${text}`, 'Correct it in the records of the domain.'],
    spf_lacks: ({ terms }) => [
      `The policy does not name our servers (${terms}).`,
      'What you send from your mailboxes may be refused.',
    ],
    spf_lookups: ({ count }) => [
      `The policy asks ${count} questions; receivers stop at 10.`,
      'Take out services that you no longer use.',
    ],
    dkim_ok: ({ selector }) => [`What you send is signed, and the key is public (${selector}).`],
    dkim_none: ({ selector }) => [
      `What you send is signed, but the key is not public (${selector}).`,
      'Receivers cannot check the signature.',
    ],
    dkim_differs: ({ selector }) => [
      `Another key is public under our name (${selector}).`,
      'Receivers take the signature for a forgery.',
    ],
    dkim_making: () => ['The key is made with the first mailbox or forward of this domain.'],
    dmarc_ok: () => ['Receivers refuse mail that only pretends to come from you.'],
    dmarc_watches: () => [
      'Receivers look, but let mail through that only pretends to come from you.',
      'When all you send is signed and named in SPF, ask for quarantine or reject.',
    ],
    dmarc_none: () => ['Receivers are not told what to do with mail that only pretends to come from you.'],
    dmarc_many: ({ count }) => [`There are ${count} policies; receivers take none of them.`, 'Leave one.'],
    dmarc_syntax: ({ text }) => [
      `Receivers cannot read the policy: ${text}`,
      'Correct it in the records of the domain.',
    ],
    mta_sts_ok: () => ['Senders are asked to encrypt.'],
    mta_sts_none: () => [
      'Senders are not asked to encrypt; most do it all the same.',
      'It takes a file on a web server at mta-sts below your domain.',
    ],
    mta_sts_broken: () => ['The record cannot be read.', 'There is to be one, with an id.'],
    tls_rpt_ok: () => ['Senders report where encryption failed.'],
    tls_rpt_none: ({ address }) => [
      'Senders do not report where encryption failed.',
      `Reports would go to ${address}.`,
    ],
    tls_rpt_nobody: ({ address }) => [
      'Senders do not report where encryption failed.',
      `Reports would go to ${address}, which nobody takes mail for. Create that mailbox or forward first.`,
    ],
    tls_rpt_syntax: () => ['The record cannot be read.', 'Correct it in the records of the domain.'],
    srv_ok: ({ host }) => [`Mail programs find ${host} by themselves.`],
    srv_none: () => [
      'Mail programs ask for servers and ports.',
      'They find them by themselves once the records are there.',
    ],
    srv_differs: ({ host }) => [`Some records lead mail programs elsewhere than to ${host}.`],
  } satisfies Record<MailCheckCode, Sentence> as Record<MailCheckCode, Sentence>,
  mend: 'Mend',
  mendThis: (check: string) => `Mend: ${check}`,
  mendAll: 'Mend all',
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
