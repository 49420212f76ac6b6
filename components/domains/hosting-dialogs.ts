import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { DomainHosting, LinkPreview } from '../../bff/domains/hosting-link/answers.ts';
import type { LinkInput } from '../../bff/domains/hosting-link/input.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert, info } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import { Look } from '../shared/look.ts';
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
  /** How it is, as it was read last. */
  now(): DomainHosting | undefined;
  /** Reads that anew. */
  again(): Promise<unknown>;
  /** Says outside of the dialog that something failed. */
  failed(error: ApiError): void;
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
  readonly #preview: Look<LinkPreview>;
  #asked: Asked | undefined;
  /** Why it was not carried out. */
  #error: ApiError | undefined;
  /** Somebody changed the records between the look and the click. */
  #moved = false;
  #busy = false;
  /** Of the rules that records keep. */
  #rules: RuleWords | undefined;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    wear(host, [overlays, diff]);
    this.#dialog = new DialogController(host, parts.panel, { closed: () => this.#forget() });
    this.#preview = new Look(host, parts.panel, (error) => this.#tell(this.#asked!, error));
  }

  /** Looks before anything opens: what is wrong with the wish belongs to its form. */
  async link(hosting: DomainHosting, wish: LinkInput): Promise<void> {
    const asked = { hosting, wish };
    const preview = await this.#look(asked);
    // Another domain may be here by now.
    if (this.#parts.now()?.domain.id !== hosting.domain.id) return;
    this.#open(asked);
    this.#preview.set(preview);
  }

  async unlink(hosting: DomainHosting): Promise<void> {
    const asked = { hosting, wish: undefined };
    this.#open(asked);
    await this.#preview.ask(() => this.#look(asked));
  }

  close(): void {
    this.#dialog.close();
  }

  render(): TemplateResult | typeof nothing {
    const asked = this.#asked;
    if (!this.#dialog.opened || !asked) return nothing;
    const t = this.#parts.words();
    const { hosting, wish } = asked;
    const plan = wish ? hosting.plans.find(({ id }) => id === wish.subscription) : hosting.link?.plan;
    const { value, error } = this.#preview;
    const ready = value && !this.#busy;
    const name = hosting.domain.unicodeName;
    return this.#dialog.render({
      wide: true,
      title: wish ? t.linkTitle(name, plan?.name ?? '') : t.endTitle(name, plan?.name ?? ''),
      body: html`<div role="alert">${this.#renderFailure()}</div>
        ${value ? this.#renderPreview(hosting, value) : error ? nothing : html`<p role="status">${t.looking}</p>`}`,
      footer: html`<button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        <button
          class="btn ${wish ? 'primary' : 'danger fill'}"
          type="button"
          aria-disabled=${ready ? nothing : 'true'}
          @click=${() => ready && void this.#carryOut(asked, value.version)}
        >
          ${wish ? t.link : t.end}
        </button>`,
    });
  }

  #renderFailure() {
    if (this.#preview.error) return this.#preview.renderFailure();
    const said = this.#moved ? this.#parts.words().moved : this.#error && this.#parts.panel.explain(this.#error);
    return said
      ? html`<div class="banner ${this.#moved ? 'warn' : 'bad'}">
          ${alert()}
          <p>${said}</p>
        </div>`
      : nothing;
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

  get #routes() {
    return this.#parts.panel.api.v1.domains[':id'].hosting;
  }

  /** On the records as they are: those that were read may be old, and nobody has seen anything of them. */
  async #look(asked: Asked): Promise<LinkPreview> {
    // Without its words a warning is no reason not to go on.
    const rules = ruleWords(this.#parts.lang()).catch(() => undefined);
    const preview = await this.#send(asked).catch(async (error: unknown) => {
      if (asApiError(error).code !== 'version_conflict') throw error;
      await this.#parts.again();
      return this.#send(asked);
    });
    this.#rules = (await rules) ?? this.#rules;
    return preview;
  }

  async #send({ hosting, wish }: Asked): Promise<LinkPreview> {
    const { version } = this.#parts.now() ?? hosting;
    const param = { id: hosting.domain.id };
    const answer = await accept<Response>(
      wish
        ? this.#routes.preview.$post({ param, json: { ...wish, version } })
        : this.#routes.unlink.preview.$post({ param, json: { version } }),
    );
    return (await answer.json()) as LinkPreview;
  }

  #open(asked: Asked): void {
    this.#forget();
    this.#asked = asked;
    this.#dialog.open();
  }

  #forget(): void {
    this.#preview.forget();
    this.#asked = this.#error = undefined;
    this.#busy = this.#moved = false;
  }

  async #carryOut(asked: Asked, version: number): Promise<void> {
    const { hosting, wish } = asked;
    const param = { id: hosting.domain.id };
    this.#busy = true;
    this.#moved = false;
    this.#error = undefined;
    this.#host.requestUpdate();
    try {
      const answer = await accept<Response>(
        wish
          ? this.#routes.$post({ param, json: { ...wish, version } })
          : this.#routes.unlink.$post({ param, json: { version } }),
      );
      const now = (await answer.json()) as DomainHosting;
      if (asked === this.#asked) this.#dialog.close();
      const t = this.#parts.words();
      this.#parts.done(now, wish ? t.linked : t.ended);
    } catch (error) {
      await this.#refused(asked, asApiError(error));
    }
  }

  /** What was seen of older records is not what would be done: they are looked at anew. */
  async #refused(asked: Asked, error: ApiError): Promise<void> {
    this.#tell(asked, error);
    // Whoever left is told outside.
    if (asked !== this.#asked) return this.#parts.failed(error);
    this.#busy = false;
    this.#moved = error.code === 'version_conflict';
    if (this.#moved) await this.#preview.ask(() => this.#look(asked));
    else this.#error = error;
    this.#host.requestUpdate();
  }

  #tell({ hosting, wish }: Asked, error: ApiError): void {
    const action: Action = wish ? 'domains.hosting.link' : 'domains.hosting.unlink';
    this.#parts.panel.actionFailed(error, action, hosting.domain.id);
  }
}
