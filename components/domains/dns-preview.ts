import { html, nothing, type TemplateResult } from 'lit';
import type { Preview } from '../../bff/domains/answers.ts';
import type { DnsWarning } from '../../bff/domains/rules-codes.ts';
import { alert } from '../shared/icons.ts';
import { diffList } from './dns-diff.ts';
import type { RuleWords } from './dns-words.ts';

/** So many changes are drawn: a file may hold thousands. */
const drawn = 100;

interface Words {
  /** All of it is there. */
  readonly same: string;
  more(count: number): string;
}

interface Parts {
  /** As people read it. */
  readonly domain: string;
  readonly words: Words;
  readonly diffWords: Parameters<typeof diffList>[2];
  /** Without them a warning is not said. */
  readonly rules: RuleWords | undefined;
  ttl(seconds: number): string;
}

/** What a change set would do, and what is to be known before it is published. */
export function previewList(
  { diff, warnings }: Preview,
  { domain, words, diffWords, rules, ttl }: Parts,
): TemplateResult {
  return html`${diff.length ? diffList(diff.slice(0, drawn), domain, diffWords, ttl) : html`<p>${words.same}</p>`}
  ${diff.length > drawn ? html`<p class="muted">${words.more(diff.length - drawn)}</p>` : nothing}
  ${warnings.map(({ code, facts = {}, name }) => {
    const warning = rules?.warnings[code as DnsWarning]?.({ name, ...facts });
    return (
      warning &&
      html`<div class="banner warn">
        ${alert()}
        <p><b>${warning.bold}</b> ${warning.text}</p>
      </div>`
    );
  })}`;
}
