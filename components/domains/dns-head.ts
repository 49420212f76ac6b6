import { html, nothing, type TemplateResult } from 'lit';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { heading } from '../shared/heading.ts';
import { copy, down, history, plus } from '../shared/icons.ts';
import type { MenuController } from '../shared/menu.controller.ts';
import type { Refused } from '../shared/panel.ts';
import type { DnsTask } from './dns-dialogs.ts';
import type { Messages } from './messages/dns.en.ts';

interface Parts {
  readonly t: Messages;
  readonly level: number;
  /** Records that are shown. */
  readonly count: number;
  readonly menu: MenuController;
  /** Why nothing can be edited. */
  readonly refusal: Refused | undefined;
  refusalOf(action: Action): Refused | undefined;
  add(): void;
  open(what: DnsTask): void;
}

/** The title of the zone, and what can be done with it as a whole. */
export function dnsHead({ domain }: ZoneAnswer, parts: Parts): TemplateResult {
  const { t, level, count, menu, refusal, refusalOf, add, open } = parts;
  return html`<header class="head">
    <div>
      ${heading(level, 'title', html`${t.title} <span class="count">${count}</span>`)}
      <p class="sub">${t.sub}</p>
    </div>
    <div class="actions">
      ${refusal ? nothing : html`<button class="btn" type="button" @click=${add}>${plus()}${t.add}</button>`}
      ${menu.button('zone', domain.unicodeName, () => [
        { text: t.history, icon: history(), run: () => open('openHistory') },
        {
          text: t.importFile,
          icon: plus(),
          refusal: refusalOf('domains.dns.import'),
          run: () => open('openImport'),
        },
        {
          text: t.useTemplate,
          icon: plus(),
          refusal: refusalOf('domains.template.apply'),
          run: () => open('openTemplates'),
        },
        {
          text: t.exportFile,
          icon: down(),
          refusal: refusalOf('domains.dns.export'),
          run: () => open('download'),
        },
        {
          text: t.copyAll,
          icon: copy(),
          refusal: refusalOf('domains.dns.export'),
          run: () => open('copyAll'),
        },
      ])}
    </div>
  </header>`;
}
