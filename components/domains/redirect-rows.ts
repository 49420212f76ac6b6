import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Redirect } from '../../bff/domains/redirects/answers.ts';
import { edit, trash } from '../shared/icons.ts';
import { jobState } from '../shared/job-state.ts';
import type { MenuController } from '../shared/menu.controller.ts';
import type { Refused } from '../shared/panel.ts';
import type { Messages } from './messages/redirects.en.ts';

interface Parts {
  readonly t: Messages;
  readonly menu: MenuController;
  readonly refusals: Readonly<Record<'edit' | 'delete', Refused | undefined>>;
  edit(redirect: Redirect): void;
  remove(redirect: Redirect): void;
}

/** The redirects: what address, where to, how, and whether its records lead here. */
export function redirectTable(items: readonly Redirect[], parts: Parts): TemplateResult {
  const { t } = parts;
  return html`<div class="list">
    <table class="cards redirects" role="table" part="table" aria-labelledby="title">
      <thead>
        <tr>
          <th scope="col">${t.address}</th>
          <th scope="col">${t.target}</th>
          <th scope="col">${t.how}</th>
          <th scope="col" class="act"><span class="vh">${t.actions}</span></th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          items,
          ({ id }) => id,
          (item) => row(item, parts),
        )}
      </tbody>
    </table>
  </div>`;
}

function row(item: Redirect, parts: Parts): TemplateResult {
  const { t, menu, refusals } = parts;
  const { id, unicodeName, target, kind, keepPath, keepQuery, points } = item;
  const kept = keepPath ? (keepQuery ? t.keeps.both : t.keeps.path) : keepQuery ? t.keeps.query : t.keeps.none;
  return html`
    <tr data-id=${id}>
      <td class="key">
        <b class="ltr name">${unicodeName}</b>
        ${points === 'elsewhere' ? html`<div>${jobState('soon', t.elsewhere, t.elsewhereText)}</div>` : nothing}
      </td>
      <td class="to"><a class="ltr" href=${target} target="_blank" rel="noopener noreferrer">${shown(target)}</a></td>
      <td class="how"><span>${t.kinds[kind]}</span><span class="sub2">${kept}</span></td>
      <td class="act">
        <div>
          ${menu.button(id, unicodeName, () => [
            { text: t.edit, icon: edit(), refusal: refusals.edit, run: () => parts.edit(item) },
            { text: t.remove, icon: trash(), danger: true, refusal: refusals.delete, run: () => parts.remove(item) },
          ])}
        </div>
      </td>
    </tr>
  `;
}

/** Without what says nothing: the slash of an address without a path. */
const shown = (target: string): string => target.replace(/^(https?:\/\/[^/?#]+)\/$/, '$1');
