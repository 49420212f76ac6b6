import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Me, SessionInfo } from '../../bff/account/answers.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { entitle } from '../shared/entitle.ts';
import { HcNavigateEvent } from '../shared/events.ts';
import { follow } from '../shared/follow.ts';
import { heading } from '../shared/heading.ts';
import { LaterController } from '../shared/later.controller.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { list } from '../shared/sheets/list.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { tabs } from '../shared/sheets/tabs.ts';
import { failed, skeleton, switchedOff } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import en from './messages/account.en.ts';

/**
 * Who is signed in, for which customer, and where else he is signed in.
 *
 * @fires {HcNavigateEvent} hc-navigate - The person goes to another of its tabs.
 * @fires {HcActionFailedEvent} hc-action-failed - A session could not be ended.
 * @csspart table - The list of sessions.
 * @csspart dialog - The question before all others are signed out.
 */
@customElement('hc-account')
export class HcAccount extends LitElement {
  static override styles = [base, controls, panelSheet, list, tabs, overlays, pieces];

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  /** Leaves all but the sessions out, for a place that has a title of its own. */
  @property({ type: Boolean, attribute: 'only-sessions' }) onlySessions = false;

  /** In the customer area: which of its tabs is open, empty = the sessions, `details`. Without it there are no tabs. */
  @property() tab: string | undefined;

  #panel = new PanelController(this);
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/account.nl.ts'), de: () => import('./messages/account.de.ts') },
    this.#panel,
  );
  #sessions = new ResourceController(this, this.#panel, {
    args: () => [],
    load: async (api, _args, signal) => {
      const answer = await accept(api.v1.account.sessions.$get({}, { init: { signal } }));
      return (await answer.json()).items;
    },
  });
  #profile = new LaterController(this, this.#panel, 'hc-profile', () => import('./hc-profile.ts'));
  #asks = new DialogController(this, this.#panel);
  #status = new StatusController(this, this.#panel);

  override render() {
    return this.#panel.render(() => {
      const { me, words } = this.#panel;
      const { t } = this.#locale;
      if (!me) return nothing;
      if (!me.tabs.includes('account')) return switchedOff(words.t.failedTitle.permission);
      if (this.tab === 'details') return this.#renderDetails();
      return html`
        <section class="panel" aria-labelledby=${this.onlySessions ? 'sessions' : 'title'}>
          ${
            this.onlySessions
              ? nothing
              : html`<header class="head"><div>${heading(this.level, 'title', t.title)}</div></header>
                  ${this.#renderTabs()} ${this.#renderMe(me)}`
          }
          ${this.#sessions.render({
            pending: () => skeleton(words.t.loading, 3),
            failed: (error) => failed(this.#panel, error, () => void this.#sessions.run()),
            complete: (sessions) => this.#renderSessions(sessions),
          })}
          ${this.#status.render()}
        </section>
        ${this.#renderDialog()}
      `;
    });
  }

  override updated(): void {
    const { t } = this.#locale;
    if (this.tab !== undefined && this.#panel.me) entitle(this, this.tab ? t.details : t.access, t.title);
  }

  #renderTabs() {
    if (this.tab === undefined) return nothing;
    const { t } = this.#locale;
    return html`<nav class="tabs" aria-label=${t.title}>
      ${(['', 'details'] as const).map((tab) => {
        const path = tab ? `account/${tab}` : 'account';
        return html`<a
          href="#/${path}"
          aria-current=${this.tab === tab ? 'page' : nothing}
          @click=${(event: MouseEvent) => follow(event, () => this.#go(path))}
          >${tab ? t.details : t.access}</a
        >`;
      })}
    </nav>`;
  }

  #renderDetails() {
    return html`<section class="panel" aria-labelledby="title">
      <header class="head"><div>${heading(this.level, 'title', this.#locale.t.title)}</div></header>
      ${this.#renderTabs()}
      ${this.#profile.render(() => html`<hc-profile .level=${Math.min(this.level + 1, 4)}></hc-profile>`)}
    </section>`;
  }

  #go(path: string): void {
    const event = new HcNavigateEvent(this.localName, path);
    this.dispatchEvent(/** @internal */ event);
  }

  #renderMe({ user, customer, role }: Me): TemplateResult {
    const { t } = this.#locale;
    const rows: readonly (readonly [string, unknown])[] = [
      [t.name, user.name],
      [t.email, html`<span class="ltr">${user.email}</span>`],
      ...(user.username ? [[t.username, html`<span class="ltr">${user.username}</span>`] as const] : []),
      [t.customer, customer.name],
      [t.role, t.roles[role]],
    ];
    return html`<dl class="list props">
      ${rows.map(
        ([label, value]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`;
  }

  #renderSessions(sessions: readonly SessionInfo[]): TemplateResult {
    const { t } = this.#locale;
    const may = this.#panel.may('account.session.revoke');
    const others = sessions.some(({ current }) => !current);
    return html`
      <div>
        <div class="section-h">
          ${heading(this.onlySessions ? this.level : Math.min(this.level + 1, 4), 'sessions', t.sessions)}
          ${may && others ? html`<button class="btn s" type="button" @click=${() => this.#asks.open()}>${t.endOthers}</button>` : nothing}
        </div>
        <div class="list">
          <table class="cards" role="table" part="table" aria-labelledby="sessions">
            <thead>
              <tr>
                <th scope="col">${t.device}</th>
                <th scope="col">${t.used}</th>
                <th scope="col" class="low">${t.since}</th>
                <th scope="col" class="act"><span class="vh">${t.actions}</span></th>
              </tr>
            </thead>
            <tbody>
              ${repeat(
                sessions,
                ({ id }) => id,
                (session) => this.#renderSession(session, may),
              )}
            </tbody>
          </table>
        </div>
      </div>
    `;
  }

  #renderSession({ id, kind, device, createdAt, lastUsedAt, current }: SessionInfo, may: boolean): TemplateResult {
    const { t, format } = this.#locale;
    return html`
      <tr>
        <td class="key">
          <b>${device}</b>
          ${kind === 'embed' ? html`<div class="sub2">${t.embed}</div>` : nothing}
        </td>
        <td class="half">
          ${current ? html`<span class="st">${t.current}</span>` : html`<time datetime=${lastUsedAt}>${format.date(lastUsedAt, 'time')}</time>`}
        </td>
        <td class="low"><time datetime=${createdAt}>${format.date(createdAt, 'time')}</time></td>
        <td class="act">
          <div>
            ${
              may && !current
                ? html`<button
                    class="btn s"
                    type="button"
                    aria-label=${t.endOf(device)}
                    @click=${() => this.#end(id, device)}
                  >
                    ${t.end}
                  </button>`
                : nothing
            }
          </div>
        </td>
      </tr>
    `;
  }

  #renderDialog() {
    const { t } = this.#locale;
    return this.#asks.render({
      title: t.endOthersTitle,
      body: html`<p>${t.endOthersText}</p>`,
      footer: html`
        <button class="btn" type="button" @click=${() => this.#asks.close()}>${t.keep}</button>
        <button class="btn danger fill" type="button" @click=${this.#endOthers}>${t.endOthers}</button>
      `,
    });
  }

  async #end(id: string, device: string): Promise<void> {
    const { sessions } = this.#panel.api.v1.account;
    await this.#try(
      () => accept(sessions[':id'].$delete({ param: { id }, json: {} })),
      this.#locale.t.ended(device),
      id,
    );
  }

  #endOthers = async (): Promise<void> => {
    this.#asks.close();
    await this.#try(
      () => accept(this.#panel.api.v1.account.sessions.$delete({ json: {} })),
      this.#locale.t.othersEnded,
    );
  };

  async #try(act: () => Promise<unknown>, said: string, id?: string): Promise<void> {
    try {
      await act();
      await this.#sessions.run();
      this.#status.say(said);
    } catch (error) {
      const problem = asApiError(error);
      this.#status.complain(problem);
      this.#panel.actionFailed(problem, 'account.session.revoke', id);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-account': HcAccount;
  }
}
