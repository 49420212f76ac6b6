import type { MailboxReply } from './port.ts';

/** What a mail's head says, by lower-case names; of several of a name the first. */
function headOf(raw: string): ReadonlyMap<string, string> {
  const [head = ''] = raw.split(/\r?\n\r?\n/, 1);
  const fields = new Map<string, string>();
  for (const line of head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

type Own = MailboxReply & { readonly address: string };

/** Whether a mail is one that a person wrote to this mailbox, while it answers (RFC 3834 §2, RFC 5230 §4). */
export function isAnswered(
  { from: first, until, address, aliases }: Own,
  { from, raw, at }: { readonly from: string; readonly raw: string; readonly at: number },
): boolean {
  if (at < (first ?? -Infinity) || at >= (until ?? Infinity)) return false;
  if (from === '' || /^(?:mailer-daemon|listserv|majordomo|owner-.*|.*-request)@/i.test(from)) return false;
  const head = headOf(raw);
  if ([...head.keys()].some((name) => name.startsWith('list-'))) return false;
  if ((head.get('auto-submitted') ?? 'no').toLowerCase() !== 'no') return false;
  if (/bulk|junk|list/i.test(head.get('precedence') ?? '')) return false;
  const named = `${head.get('to') ?? ''} ${head.get('cc') ?? ''}`.toLowerCase();
  return [address, ...aliases].some((one) => named.includes(one));
}

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** The letter that goes back. */
export function replyTo({ address, subject, text }: Own, to: string, raw: string): string {
  const answered = headOf(raw).get('message-id');
  return [
    `From: <${address}>`,
    `To: <${to}>`,
    `Subject: ${/^[ -~]*$/.test(subject) ? subject : `=?utf-8?B?${base64(subject)}?=`}`,
    'Auto-Submitted: auto-replied (vacation)',
    ...(answered ? [`In-Reply-To: ${answered}`] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text.replaceAll(/\r\n|\r|\n/g, '\r\n'),
    '',
  ].join('\r\n');
}
