import type { MailPlan } from '../../bff/mail/answers.ts';

type Domain = MailPlan['domains'][number];

/** A whole address typed where only the part before the @ was asked for, taken apart; undefined of any other, and of a domain that is not offered. */
export function takenApart(
  text: string,
  domains: readonly Domain[],
): { readonly local: string; readonly domain: string } | undefined {
  const at = text.lastIndexOf('@');
  if (at < 1) return undefined;
  const name = text
    .slice(at + 1)
    .trim()
    .toLowerCase()
    .normalize('NFC');
  const domain = domains.find((one) => one.name === name || one.unicodeName === name);
  return domain && { local: text.slice(0, at).trim(), domain: domain.id };
}
