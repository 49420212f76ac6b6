import { css, html, nothing, type TemplateResult } from 'lit';
import type { Plan } from '../../bff/domains/contacts/answers.ts';
import { jobState } from '../shared/job-state.ts';
import type { Messages } from './messages/contacts.en.ts';
import type { Messages as TldMessages } from './messages/tld-forms.en.ts';

type Item = Plan['items'][number];

/** So many of a group are named; who has thousands sees how many more there are. */
const named = 8;
const looks = { change: 'ready', confirm: 'waiting', refused: 'stopped' } as const;

const wordOf = (key: string, t: Messages, tlds: TldMessages): string =>
  key.startsWith('extra.') ? (tlds.fields[key.slice(6)] ?? key.slice(6)) : (t.fields[key] ?? key);

/** What saving does, by how it goes: at once, once others agree, not at all. */
export function planList(plan: Plan, t: Messages, tlds: TldMessages): TemplateResult {
  const groups = Map.groupBy(plan.items, ({ state }) => state);
  const detail = ({ state, code, reason, missing = [], fields }: Item) => {
    if (state !== 'refused') return fields.map((key) => wordOf(key, t, tlds)).join(', ');
    if (code !== 'tld_fields') return reason ?? t.codes['state_forbids'];
    return tlds.plan.missing(missing.map((key) => tlds.fields[key] ?? key).join(', '));
  };
  return html`
    ${(['change', 'confirm', 'refused'] as const).map((state) => {
      const items = groups.get(state) ?? [];
      if (!items.length) return nothing;
      return html`<section class="planned">
        <h4>${jobState(looks[state], tlds.plan.groups[state](items.length))}</h4>
        ${state === 'confirm' ? html`<p class="why">${tlds.plan.asked(plan.asked.join(', '))}${plan.stayDays ? ` ${tlds.plan.stays(plan.stayDays)}` : nothing}</p>` : nothing}
        <ul>
          ${items
            .slice(0, named)
            .map((item) => html`<li><b class="ltr">${item.name}</b><span class="why">${detail(item)}</span></li>`)}
          ${items.length > named ? html`<li class="why">${tlds.plan.others(items.length - named)}</li>` : nothing}
        </ul>
      </section>`;
    })}
    ${groups.has('same') ? html`<p class="why">${tlds.plan.groups.same(groups.get('same')!.length)}</p>` : nothing}
  `;
}

export const contactPlanSheet = css`
  .planned {
    display: grid;
    gap: var(--_s2);
    padding-block-end: var(--_s4);
  }
  .planned h4 {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }
  .planned ul {
    margin: 0;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    list-style: none;
  }
  .planned li {
    display: grid;
    gap: 2px;
    padding: 10px 14px;
    overflow-wrap: anywhere;
  }
  .planned li + li {
    border-block-start: 1px solid var(--_line);
  }
`;
