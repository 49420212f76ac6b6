import type { FilterCondition, FilterRule, FilterStep } from './filter-input.ts';

/** What a mailbox answers by itself, and to whom it is written. */
export interface ReplyWish {
  readonly subject: string;
  readonly text: string;
  /** Instants in ms, the second one not in it; null without an end. */
  readonly from: number | null;
  readonly until: number | null;
  /** The mailbox's own address. */
  readonly address: string;
  /** Further ones that lead to it: mail that names none of all these was not written to this person. */
  readonly aliases: readonly string[];
}

export interface ScriptWish {
  readonly reply: ReplyWish | null;
  readonly rules: readonly FilterRule[];
}

/**
 * A quoted string (RFC 5228 §2.4.2). Only `\` and `"` mean something in it, and NUL cannot be in a script; neither variables nor
 * encoded characters are asked for, so `${…}` is text.
 */
export const quoted = (text: string): string => `"${text.replaceAll('\0', '').replaceAll(/["\\]/g, '\\$&')}"`;

/** The same for what ends up in a line of a mail's head. */
const quotedLine = (text: string): string => quoted(text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '));

/** Lines end as in a mail. */
const quotedText = (text: string): string => quoted(text.replaceAll(/\r\n|\r|\n/g, '\r\n'));

const list = (texts: readonly string[]): string => `[${texts.map(quotedLine).join(', ')}]`;

/** An instant as `currentdate` writes it (RFC 5260 §4.2), short of the zone: it sorts before the same second. */
const instant = (at: number): string => quoted(new Date(at).toISOString().slice(0, 19));
const now = (relation: 'ge' | 'lt', at: number): string =>
  `currentdate :zone "+0000" :value "${relation}" "iso8601" ${instant(at)}`;

function vacation({ subject, text, from, until, address, aliases }: ReplyWish): string {
  const tests = [
    ...(from === null ? [] : [now('ge', from)]),
    ...(until === null ? [] : [now('lt', until)]),
    // Beside what `vacation` itself never answers (RFC 5230 §4.6): machines that say so in their own ways.
    'not header :contains "precedence" ["bulk", "junk", "list", "auto_reply"]',
    'not header :contains "x-auto-response-suppress" ["all", "oof", "autoreply"]',
    'not exists ["x-autoreply", "x-autorespond"]',
  ];
  // One handle whatever the text: a new one does not write to the same person twice a day.
  return `if allof (${tests.join(', ')}) {
  vacation :days 1 :handle "hc" :from ${quotedLine(address)} :addresses ${list([address, ...aliases])} :subject ${quotedLine(subject)} ${quotedText(text)};
}`;
}

function test(condition: FilterCondition): string {
  const how = `:${condition.test}`;
  const value = quotedLine(condition.value);
  if (condition.field === 'from') return `address :all ${how} "from" ${value}`;
  if (condition.field === 'to') return `address :all ${how} ["to", "cc"] ${value}`;
  return `header ${how} ${'header' in condition ? quotedLine(condition.header) : '"subject"'} ${value}`;
}

const commands: Readonly<Record<FilterStep['do'], (step: FilterStep) => string>> = {
  read: () => 'addflag "\\\\Seen";',
  move: (step) => ('folder' in step ? `fileinto :create ${quotedLine(step.folder)};` : ''),
  forward: (step) => ('target' in step ? `redirect ${quotedLine(step.target)};` : ''),
  keep: () => 'keep;',
  discard: () => 'discard;',
};
/** A flag holds for what is filed after it. */
const order = Object.keys(commands) as FilterStep['do'][];

function block({ match, when, steps, stop }: FilterRule): string {
  const sorted = [...steps].sort((a, b) => order.indexOf(a.do) - order.indexOf(b.do));
  const lines = [...sorted.map((step) => commands[step.do](step)), ...(stop ? ['stop;'] : [])];
  return `if ${match === 'all' ? 'allof' : 'anyof'} (${when.map(test).join(', ')}) {
${lines.map((line) => `  ${line}`).join('\n')}
}`;
}

/** All of it as one Sieve script (RFC 5228); empty when there is nothing to do. */
export function sieveScript({ reply, rules }: ScriptWish): string {
  const used = rules.filter(({ on }) => on);
  if (!reply && !used.length) return '';
  const does = (what: FilterStep['do']) => used.some(({ steps }) => steps.some((step) => step.do === what));
  const dated = reply && (reply.from !== null || reply.until !== null);
  const needs = [
    ...(reply ? ['vacation'] : []),
    ...(dated ? ['date', 'relational'] : []),
    ...(does('move') ? ['fileinto', 'mailbox'] : []),
    ...(does('read') ? ['imap4flags'] : []),
  ];
  // Who writes is answered first: what rules do with his mail is no matter of his.
  const parts = [...(reply ? [vacation(reply)] : []), ...used.map(block)];
  return `${needs.length ? `require ${list(needs)};\n\n` : ''}${parts.join('\n\n')}\n`;
}
