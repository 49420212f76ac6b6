import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { DomainHosting, LinkPreview } from '../../bff/domains/hosting-link/answers.ts';
import type { LinkInput } from '../../bff/domains/hosting-link/input.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert, info } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { diff } from '../shared/sheets/diff.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import type { DnsWarning } from '../../bff/domains/rules-codes.ts';
import { diffList } from './dns-diff.ts';
import { ruleWords, type RuleWords } from './dns-words.ts';
import type { Messages } from './messages/hosting-link.en.ts';

interface Parts {
  readonly panel: PanelController;
  words(): Messages;
  lang(): string;
  done(hosting: DomainHosting, said: string): void;
  /** Reads anew how it is. */
  again(): Promise<unknown>;
}

/** What is asked: a link that is wished, or the end of the one that is there. */
interface Asked {
  readonly hosting: DomainHosting;
  readonly wish: LinkInput | undefined;
}

/** Shows what a link or its end does to the records, and does it after that was seen. */
export class HostingDialogs {
  readonly #host: LitElement;
  readonly #parts: Parts;
  readonly #dialog: DialogController;
  #asked: Asked | undefined;
  #preview: LinkPreview | undefined;
  #error: ApiError | undefined;
  #busy = false;
  /** Of the rules that records keep. */
  #rules: RuleWords | undefined;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    wear(host, [overlays, diff]);
    this.#dialog = new DialogController(host, parts.panel);
  }

  /** Looks before anything opens: what is wrong with the wish belongs to its form. */
  async link(hosting: DomainHosting, wish: LinkInput): Promise<void> {
    const param = { id: hosting.domain.id };
    const answer = await accept(this.#routes.preview.$post({ param, json: wish }));
    this.#preview = (await answer.json()) as LinkPreview;
    await this.#fetchRules();
    this.#open({ hosting, wish });
  }

  async unlink(hosting: DomainHosting): Promise<void> {
    this.#preview = undefined;
    this.#open({ hosting, wish: undefined });
    await this.#try(async () => {
      const json = { version: hosting.version };
      const answer = await accept(this.#routes.unlink.preview.$post({ param: { id: hosting.domain.id }, json }));
      await this.#fetchRules();
      this.#preview = (await answer.json()) as LinkPreview;
    });
  }

  render(): TemplateResult | typeof nothing {
    const asked = this.#asked;
    if (!this.#dialog.opened || !asked) return nothing;
    const t = this.#parts.words();
    const { hosting, wish } = asked;
    const plan = wish ? hosting.plans.find(({ id }) => id === wish.subscription) : hosting.link?.plan;
    const ready = this.#preview && !this.#busy;
    const name = hosting.domain.unicodeName;
    return this.#dialog.render({
      wide: true,
      title: wish ? t.linkTitle(name, plan?.name ?? '') : t.endTitle(name, plan?.name ?? ''),
      body: html`${
        this.#error
          ? html`<div class="banner bad" role="alert">
              ${alert()}
              <p>${this.#error.code === 'version_conflict' ? t.moved : this.#parts.panel.explain(this.#error)}</p>
            </div>`
          : nothing
      }
      ${this.#preview ? this.#renderPreview(hosting, this.#preview) : html`<p role="status">${t.looking}</p>`}`,
      footer: html`<button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        <button
          class="btn ${wish ? 'primary' : 'danger fill'}"
          type="button"
          aria-disabled=${ready ? nothing : 'true'}
          @click=${() => ready && void this.#carryOut(asked)}
        >
          ${wish ? t.link : t.end}
        </button>`,
    });
  }

  #renderPreview({ domain, ownNameServers }: DomainHosting, { diff, kept, warnings }: LinkPreview) {
    const t = this.#parts.words();
    if (!ownNameServers) return html`<p>${t.zoneElsewhere}</p>`;
    return html`<div tabindex="0" role="group" aria-label=${t.changes}>
      ${
        diff.length
          ? html`<p>${t.records}</p>
              ${diffList(diff, domain.unicodeName, t, (seconds) => String(seconds))}`
          : html`<p>${t.sameRecords}</p>`
      }
      ${warnings.map(({ code, facts = {}, name }) => {
        const warning = this.#rules?.warnings[code as DnsWarning]?.({ name, ...facts });
        return warning
          ? html`<div class="banner warn">
              ${alert()}
              <p><b>${warning.bold}</b> ${warning.text}</p>
            </div>`
          : nothing;
      })}
      ${
        kept.length
          ? html`<div class="banner">
              ${info()}
              <p>${t.kept(kept.map(({ name, type }) => `${name} ${type}`).join(', '))}</p>
            </div>`
          : nothing
      }
    </div>`;
  }

  /** Without them a warning is no reason not to go on. */
  async #fetchRules(): Promise<void> {
    this.#rules = await ruleWords(this.#parts.lang()).catch(() => this.#rules);
  }

  get #routes() {
    return this.#parts.panel.api.v1.domains[':id'].hosting;
  }

  #open(asked: Asked): void {
    this.#asked = asked;
    this.#error = undefined;
    this.#dialog.open();
    this.#host.requestUpdate();
  }

  async #carryOut({ hosting, wish }: Asked): Promise<void> {
    const param = { id: hosting.domain.id };
    const { version } = this.#preview!;
    await this.#try(async () => {
      const answer = await accept<Response>(
        wish
          ? this.#routes.$post({ param, json: { ...wish, version } })
          : this.#routes.unlink.$post({ param, json: { version } }),
      );
      const now = (await answer.json()) as DomainHosting;
      this.#dialog.close();
      const t = this.#parts.words();
      this.#parts.done(now, wish ? t.linked : t.ended);
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#error = undefined;
    this.#host.requestUpdate();
    try {
      await work();
    } catch (error) {
      const { hosting, wish } = this.#asked!;
      this.#error = asApiError(error);
      const action: Action = wish ? 'domains.hosting.link' : 'domains.hosting.unlink';
      this.#parts.panel.actionFailed(this.#error, action, hosting.domain.id);
      if (this.#error.code === 'version_conflict') {
        this.#preview = undefined;
        await this.#parts.again();
      }
    }
    this.#busy = false;
    this.#host.requestUpdate();
  }
}
