import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Mailbox } from '../../bff/mail/answers.ts';
import { jobState } from '../shared/job-state.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { MenuController, MenuItem } from '../shared/menu.controller.ts';
import { fullness, meter } from '../shared/meter.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import type { Messages } from './messages/mailboxes.en.ts';
import { size, sizeIn, unitOf } from './size.ts';

export interface RowParts {
  readonly panel: PanelController;
  readonly locale: LocalizeController<Messages>;
  readonly menu: MenuController;
  /** What can be done with one, the likeliest first. */
  readonly items: (mailbox: Mailbox) => readonly MenuItem[];
  /** The one thing that the state of a row asks for. */
  readonly wanted: (mailbox: Mailbox) => MenuItem | undefined;
  open(mailbox: Mailbox): void;
}

/** The table of mailboxes. */
export function mailboxTable(parts: RowParts, mailboxes: readonly Mailbox[], busy: boolean): TemplateResult {
  const { t } = parts.locale;
  return html`<div class="list" aria-busy=${busy}>
    <table class="cards mail" role="table" part="table" aria-labelledby="title">
      <thead>
        <tr>
          <th scope="col">${t.address}</th>
          <th scope="col" class="use">${t.use}</th>
          <th scope="col" class="act"><span class="vh">${t.actions}</span></th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          mailboxes,
          ({ id }) => id,
          (mailbox) => row(parts, mailbox),
        )}
      </tbody>
    </table>
  </div>`;
}

function row(parts: RowParts, mailbox: Mailbox): TemplateResult {
  const { id, unicodeAddress, name, state } = mailbox;
  const wanted = parts.wanted(mailbox);
  return html`<tr id=${id} data-key=${id}>
    <td class="key">
      ${
        state === 'deleted'
          ? html`<span class="ltr">${unicodeAddress}</span>`
          : html`<button class="rowlink ltr" type="button" @click=${() => parts.open(mailbox)}>
              ${unicodeAddress}
            </button>`
      }
      ${name ? html`<div class="sub2">${name}</div>` : nothing}
    </td>
    <td class="use">${use(parts, mailbox)}</td>
    <td class="act">
      <div>
        ${
          wanted
            ? html`<button class="btn s" type="button" @click=${() => wanted.run()}>${wanted.text}</button>`
            : nothing
        }
        ${parts.menu.button(id, unicodeAddress, () => parts.items(mailbox))}
      </div>
    </td>
  </tr>`;
}

/** How far it is, or how full. What is wrong comes before all else. */
function use(parts: RowParts, mailbox: Mailbox): TemplateResult {
  const { t, format } = parts.locale;
  const { state, sync, destroyedAt, firstSignInUrl } = mailbox;
  if (sync.state === 'failed')
    return jobState('failed', state === 'creating' ? t.failedNew : t.failed, t[sync.error ?? 'unreachable']);
  if (state === 'deleted') return jobState('stopped', t.deleted, t.deletedText(format.date(destroyedAt!)));
  if (state === 'creating') return jobState('pending', t.creating, t.creatingText);
  if (state === 'first_sign_in')
    return jobState(
      'waiting',
      t.firstSignIn,
      html`<a href=${firstSignInUrl!} target="_blank" rel="noopener noreferrer">${t.firstSignInDo}</a>`,
    );
  return html`${bar(parts, mailbox)}${
    state === 'suspended'
      ? html`<div class="below">${jobState('stopped', t.suspended, t.suspendedText)}</div>`
      : sync.state === 'pending'
        ? html`<div class="below">${jobState('pending', t.saving)}</div>`
        : nothing
  }`;
}

function bar({ locale: { t, format } }: RowParts, { unicodeAddress, used, quota }: Mailbox): TemplateResult {
  if (used === null) return html`<span class="sub2">${t.notAsked(size(quota, format))}</span>`;
  const unit = unitOf(quota);
  const [before, amount, after] = t.usedOf(
    unitOf(used) === unit ? sizeIn(used, format, unit) : size(used, format),
    size(quota, format),
  );
  const how = fullness(used, quota);
  return meter({
    used,
    of: quota,
    label: t.usedLabel(unicodeAddress, size(used, format), size(quota, format)),
    said: html`${before}<b>${amount}</b>${after}`,
    ...(how ? { left: html`<b>${how === 'bad' ? t.full : t.almostFull}</b>` } : {}),
  });
}
