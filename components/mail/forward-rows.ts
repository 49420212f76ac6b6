import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Forward, ForwardTarget } from '../../bff/mail/forwards/answers.ts';
import { jobState } from '../shared/job-state.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { MenuController, MenuItem } from '../shared/menu.controller.ts';
import type { Messages } from './messages/forwards.en.ts';

interface RowParts {
  readonly locale: LocalizeController<Messages>;
  readonly menu: MenuController;
  readonly items: (forward: Forward) => readonly MenuItem[];
}

/** More than so many chips hide the row. */
const seen = 6;

/** The table of forwards and catch-alls. */
export function forwardTable(parts: RowParts, forwards: readonly Forward[], busy: boolean): TemplateResult {
  const { t } = parts.locale;
  return html`<div class="list" aria-busy=${busy}>
    <table class="cards forwards" role="table" part="table" aria-labelledby="title">
      <thead>
        <tr>
          <th scope="col">${t.address}</th>
          <th scope="col" class="to">${t.leadsTo}</th>
          <th scope="col" class="act"><span class="vh">${t.actions}</span></th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          forwards,
          ({ id }) => id,
          (forward) => row(parts, forward),
        )}
      </tbody>
    </table>
  </div>`;
}

/** As people call it: of a catch-all what it is, since its address is none. */
export const nameOf = ({ catchAll, unicodeAddress }: Forward, t: Messages): string =>
  catchAll ? `${t.catchAll} ${unicodeAddress}` : unicodeAddress;

function row({ locale, menu, items }: RowParts, forward: Forward): TemplateResult {
  const { t } = locale;
  const { id, catchAll, unicodeAddress, hasMailbox, keepCopy, targets } = forward;
  const nobodyYet = targets.every(({ waiting }) => waiting);
  return html`<tr id=${id} data-key=${id}>
    <td class="key">
      ${
        catchAll
          ? html`<b>${t.catchAll}</b>
              <div class="sub2">${t.catchAllText(unicodeAddress.slice(1))}</div>`
          : html`<b class="ltr">${unicodeAddress}</b>`
      }
      ${hasMailbox ? html`<div class="sub2">${keepCopy ? t.keepsCopy : nobodyYet ? t.untilAgreed : t.bypassed}</div>` : nothing}
    </td>
    <td class="to">
      <ul class="chips" role="list">
        ${targets.slice(0, seen).map((target) => chip(target, t))}
        ${targets.length > seen ? html`<li class="rest">${t.more(targets.length - seen)}</li>` : nothing}
      </ul>
      ${state(forward, t)}
    </td>
    <td class="act">
      <div>${menu.button(id, nameOf(forward, t), () => items(forward))}</div>
    </td>
  </tr>`;
}

const chip = ({ unicodeAddress, waiting }: ForwardTarget, t: Messages): TemplateResult =>
  html`<li>
    ${
      waiting
        ? html`<span class="tag warn"
            ><span class="ltr" aria-hidden="true">${unicodeAddress}</span
            ><span class="vh">${t.waitsFor(unicodeAddress)}</span></span
          >`
        : html`<span class="tag ltr">${unicodeAddress}</span>`
    }
  </li>`;

/** What is wrong comes before what is waited for. */
function state({ sync, targets }: Forward, t: Messages): TemplateResult | typeof nothing {
  const waiting = targets.filter((target) => target.waiting).length;
  const said =
    sync.state === 'failed'
      ? jobState('failed', t.failed, t[sync.error ?? 'unreachable'])
      : sync.state === 'pending'
        ? jobState('pending', t.saving)
        : waiting
          ? jobState('waiting', t.waiting(waiting), t.waitingText)
          : nothing;
  return said === nothing ? nothing : html`<div class="below">${said}</div>`;
}
