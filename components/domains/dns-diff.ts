import { html, nothing, type TemplateResult } from 'lit';
import type { RRset, RRsetDiff } from '../../bff/domains/records.ts';
import type { Messages } from './messages/dns.en.ts';
import type { Messages as DialogWords } from './messages/dns-dialogs.en.ts';

const looks = {
  add: ['add', '+'],
  change: ['chg', '~'],
  delete: ['del', '\u2212'],
} as const;

const kindOf = ({ before, after }: RRsetDiff) => (before ? (after ? 'change' : 'delete') : 'add');

/** Values of an RRset, one a line. */
export const values = (records: readonly string[]): TemplateResult =>
  html`${records.map((record, at) => html`${at ? html`<br />` : nothing}${record}`)}`;

/** The owner as people read it: the apex by the domain's own name. */
export const ownerName = (name: string, domain: string): string => (name === '@' ? domain : name);

/** What changes: sign, word, record; the old struck above the new. */
export function diffList(
  diff: readonly RRsetDiff[],
  domain: string,
  t: Pick<Messages, 'ttl'> & Pick<DialogWords, 'changes' | 'signs'>,
  ttl: (seconds: number) => string,
): TemplateResult {
  const lines = (rrset: RRset | undefined, tag: 'del' | 'ins', other: RRset | undefined) => {
    if (!rrset) return nothing;
    const records = other ? rrset.records.filter((record) => !other.records.includes(record)) : rrset.records;
    const ttlChanged = other && other.ttl !== rrset.ttl;
    const text = html`${values(records)}${ttlChanged ? html`${records.length ? html`<br />` : nothing}${t.ttl} ${ttl(rrset.ttl)}` : nothing}`;
    return records.length || ttlChanged
      ? tag === 'del'
        ? html`<del class="mono">${text}</del>`
        : html`<ins class="mono">${text}</ins>`
      : nothing;
  };
  return html`<ul class="diff" aria-label=${t.changes}>
    ${diff.map((line) => {
      const kind = kindOf(line);
      const [look, sign] = looks[kind];
      return html`<li class=${look}>
        <span class="sign" aria-hidden="true">${sign}</span><span class="kind">${t.signs[kind]}</span>
        <div class="rec">
          <span><b class="ltr">${ownerName(line.name, domain)}</b> <span class="tag mono">${line.type}</span></span>
          ${lines(line.before, 'del', line.after)}${lines(line.after, 'ins', line.before)}
        </div>
      </li>`;
    })}
  </ul>`;
}
