import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Filters, MailboxSelf } from '../../bff/mail/self/answers.ts';
import type { FilterRule, FilterWish } from '../../bff/mail/self/filter-input.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { heading } from '../shared/heading.ts';
import { down, edit, mail, plus, trash } from '../shared/icons.ts';
import { jobState } from '../shared/job-state.ts';
import { lead } from '../shared/lead.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { MenuController, MenuItem } from '../shared/menu.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { empty } from '../shared/states.ts';
import type { StatusController } from '../shared/status.controller.ts';
import type { MailboxSelfController } from './mailbox-self.controller.ts';
import type { Messages } from './messages/mailbox-self.en.ts';

interface Parts {
  readonly panel: PanelController;
  readonly self: MailboxSelfController;
  readonly status: StatusController;
  readonly locale: LocalizeController<Messages>;
  readonly menu: MenuController;
  /** Opens the form of the rule at a place; of one more without. */
  ask(at?: number): void;
}

/** How a mailbox sorts what comes: rules in their order, each with what it does in words. */
export class SelfRules {
  readonly #host: LitElement;
  readonly #parts: Parts;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
  }

  render({ filters, denied }: MailboxSelf, level: number): TemplateResult | typeof nothing {
    const { t } = this.#parts.locale;
    const refusal = denied['mail.self.filter'];
    if (refusal && refusal.reason === undefined) return nothing;
    const { rules, sync } = filters;
    const add = html`<button
      class="btn"
      type="button"
      aria-disabled=${refusal ? 'true' : nothing}
      aria-describedby=${refusal ? 'rules-why' : nothing}
      @click=${() => (refusal ? undefined : this.#parts.ask())}
    >
      ${plus()}${t.ruleAdd}
    </button>`;
    return html`
      <header class="head">
        <div>
          ${heading(Math.min(level + 1, 4), 'rules', t.rules)}
          <p class="sub" id="rules-why">${refusal?.reason ?? t.rulesText}</p>
          ${sync.state === 'pending' ? jobState('pending', t.saving, t.savingText) : nothing}
          ${
            sync.state === 'failed'
              ? jobState('failed', t.notYet, sync.error === 'refused' ? t.refused : t.unreachable)
              : nothing
          }
        </div>
        ${rules.length ? html`<div class="actions">${add}</div>` : nothing}
      </header>
      <div class="list">
        ${
          rules.length
            ? html`<ol class="rules">
                ${repeat(
                  rules,
                  (rule, at) => `${at} ${rule.name}`,
                  (rule, at) => this.#renderRule(rule, at, filters),
                )}
              </ol>`
            : empty({ icon: mail(), title: t.noRules, text: t.noRulesText, actions: add })
        }
      </div>
    `;
  }

  #renderRule(rule: FilterRule, at: number, filters: Filters): TemplateResult {
    const { locale, menu } = this.#parts;
    const { t } = locale;
    return html`<li>
      <div class="name">${rule.name}${rule.on ? nothing : html` ${jobState('stopped', t.ruleOff)}`}</div>
      <div>${menu.button(`rule-${at}`, rule.name, () => this.#items(rule, at, filters))}</div>
      <div class="sub2">${this.#sentence(rule)}</div>
    </li>`;
  }

  #sentence({ match, when, steps, stop }: FilterRule): string {
    const { t } = this.#parts.locale;
    const tests = when.map((one) =>
      t.condition('header' in one ? one.header : t.fields[one.field], t.tests[one.test], one.value),
    );
    const does = steps.map((one) => t.step[one.do]('folder' in one ? one.folder : 'target' in one ? one.target : ''));
    return t.sentence(tests.join(match === 'all' ? t.and : t.or), [...does, ...(stop ? [t.stops] : [])].join(', '));
  }

  #items(rule: FilterRule, at: number, { rules, version }: Filters): readonly MenuItem[] {
    const { t } = this.#parts.locale;
    const refusal = this.#parts.self.value?.denied['mail.self.filter'];
    const save = (next: FilterRule[], said: string) => () => void this.#save({ version, rules: next }, said);
    const moved = (by: 1 | -1) => rules.toSpliced(at, 1).toSpliced(at + by, 0, rule);
    return [
      { text: t.ruleEdit, icon: edit(), refusal, run: () => this.#parts.ask(at) },
      ...(at > 0 ? [{ text: t.ruleUp, refusal, run: save(moved(-1), t.ruleMoved) }] : []),
      ...(at < rules.length - 1 ? [{ text: t.ruleDown, icon: down(), refusal, run: save(moved(1), t.ruleMoved) }] : []),
      {
        text: rule.on ? t.ruleStop : t.ruleGo,
        refusal,
        run: save(rules.with(at, { ...rule, on: !rule.on }), t.ruleSaved),
      },
      {
        ...{ text: t.ruleRemove, icon: trash(), danger: true, refusal },
        run: () =>
          void this.#save(
            { version, rules: rules.toSpliced(at, 1) },
            t.ruleRemoved(rule.name),
            (saved) => void this.#save({ version: saved.version, rules }, t.ruleSaved),
          ),
      },
    ];
  }

  async #save(json: FilterWish, said: string, undo?: (saved: Filters) => void): Promise<void> {
    const { self, status, panel } = this.#parts;
    try {
      const answer = await accept(self.api.filters.$post({ json }));
      const filters = (await answer.json()) as Filters;
      self.set({ filters });
      status.say(said, undo && (() => undo(filters)));
      await lead(this.#host, '#rules');
    } catch (error) {
      self.outrun(error);
      status.complain(error);
      panel.actionFailed(asApiError(error), 'mail.self.filter');
      if (asApiError(error).kind === 'session') self.fail(error);
    }
  }
}
