import { html, type TemplateResult } from 'lit';
import type { RecordType } from '../../bff/domains/records.ts';
import { isSpf, parseDkim, parseDmarc, parseSpf, spfLookups } from '../../bff/domains/rules-mail.ts';
import { textSize } from '../../bff/domains/rules-text.ts';
import type { RuleWords } from './dns-words.ts';

/** What helps with the value that is being typed: what its type is for, and for mail records what they say. */
export function recordHelp(
  type: RecordType,
  value: string,
  name: string,
  form: RuleWords['form'],
  at: number,
): TemplateResult | string | undefined {
  if (type !== 'TXT') return at === 0 ? form.help[type] : undefined;
  if (!value) return at === 0 ? form.help.TXT : undefined;
  const bytes = textSize(value);
  const said = mailHelp(value, name, form);
  const size = bytes > 100 ? form.textSize(bytes, Math.max(1, Math.ceil(bytes / 255))) : undefined;
  return said || size ? html`${said ? html`<p>${said}</p>` : ''}${size ? html`<p>${size}</p>` : ''}` : undefined;
}

function mailHelp(text: string, name: string, form: RuleWords['form']): string | undefined {
  if (isSpf(text)) {
    const spf = parseSpf(text);
    if ('code' in spf) return undefined;
    const rest = spf.all ? form.spfAll[spf.all] : undefined;
    return `${form.spf(spfLookups(spf))}. ${rest ?? ''}`.trim();
  }
  if (/^v=dmarc1/i.test(text)) {
    const dmarc = parseDmarc(text);
    return 'code' in dmarc ? undefined : form.dmarc[dmarc.policy];
  }
  if (/^v=dkim1/i.test(text) || /_domainkey(\.|$)/.test(name)) return 'code' in parseDkim(text) ? undefined : form.dkim;
  return undefined;
}
