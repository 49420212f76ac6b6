import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RRset } from '../../bff/domains/records.ts';
import { copy, edit, lock, plus, trash, undo } from '../shared/icons.ts';
import type { MenuController } from '../shared/menu.controller.ts';
import type { Refused } from '../shared/panel.ts';
import { ownerName, values } from './dns-diff.ts';
import type { DraftRow } from './dns-draft.ts';
import type { DraftController } from './draft.controller.ts';
import type { Messages } from './messages/dns.en.ts';

interface Parts {
  readonly t: Messages;
  readonly domain: string;
  readonly menu: MenuController;
  /** Why nothing can be changed here; undefined = it can. */
  readonly refusal: Refused | undefined;
  ttl(seconds: number): string;
  readonly draft: DraftController;
  copy(rrset: RRset): void;
}

const marks = {
  add: ['mark-add', 'good'],
  change: ['mark-chg', 'warn'],
  delete: ['mark-del', 'bad'],
} as const;

interface TableParts extends Parts {
  readonly rows: readonly DraftRow[];
  /** What is being written, and below which row; on top without one. */
  readonly form: unknown;
  readonly after: string | undefined;
}

/** The records, and the form in the place of what it is about. */
export function dnsTable({ rows, form, after, ...parts }: TableParts): TemplateResult {
  const { t } = parts;
  return html`<table class="cards dns" role="table" part="table" aria-labelledby="title">
    <thead>
      <tr>
        <th scope="col">${t.name}</th>
        <th scope="col">${t.type}</th>
        <th scope="col">${t.value}</th>
        <th scope="col" class="low">${t.ttl}</th>
        <th scope="col" class="act"><span class="vh">${t.actions}</span></th>
      </tr>
    </thead>
    <tbody>
      ${after === undefined ? form : nothing}
      ${repeat(
        rows,
        ({ key }) => key,
        (row) => html`${recordRow(row, parts)}${after === row.key ? form : nothing}`,
      )}
    </tbody>
  </table>`;
}

/** One RRset: name, type, values, TTL, and what can be done with it. */
function recordRow(row: DraftRow, parts: Parts): TemplateResult {
  const { t, domain } = parts;
  const { key, rrset, mark, before } = row;
  const { name, type, ttl, records } = rrset;
  const owner = ownerName(name, domain);
  const word = mark && { add: t.added, change: t.changed, delete: t.removed }[mark];
  const [look, tag] = mark ? marks[mark] : ['', ''];
  const old = mark === 'change' && before ? before.records.filter((value) => !records.includes(value)) : [];
  return html`
    <tr class=${look} data-key=${key}>
      <td class="key">
        <span class="v ltr">${owner}</span>${word ? html` <span class="tag ${tag}">${word}</span>` : nothing}
      </td>
      <td class="half"><span class="tag mono">${type}</span></td>
      <td class="val">
        <span class="mono v">${values(records)}</span>
        ${old.length ? html`<div class="sub2 ltr">${t.was(old.join(', '))}</div>` : nothing}
      </td>
      <td class="low muted">
        ${parts.ttl(ttl)}${before && before.ttl !== ttl && mark === 'change' ? html`<div class="sub2">${t.was(parts.ttl(before.ttl))}</div>` : nothing}
      </td>
      <td class="act"><div>${rowActions(row, `${owner} ${type}`, parts)}</div></td>
    </tr>
  `;
}

/** `name` tells it from the others. */
function rowActions({ key, rrset, mark, locked }: DraftRow, name: string, parts: Parts) {
  const { t, menu, refusal, draft } = parts;
  if (locked)
    return html`<span class="hold" title=${t.lockedFor[locked]}
      >${lock()}<span class="vh">${t.lockedFor[locked]}</span></span
    >`;
  if (mark)
    return html`<button
      class="btn quiet icon s"
      type="button"
      aria-label=${t.undoChange(name)}
      @click=${() => draft.undo(key)}
    >
      ${undo()}
    </button>`;
  return menu.button(key, name, () => [
    { text: t.edit, icon: edit(), refusal, run: () => draft.edit(key) },
    { text: t.copy, icon: copy(), run: () => parts.copy(rrset) },
    { text: t.another, icon: plus(), refusal, run: () => draft.another(key) },
    { text: t.remove, icon: trash(), danger: true, refusal, run: () => draft.remove(key) },
  ]);
}
