import type { LitElement, ReactiveController } from 'lit';
import type { Filters, MailboxSelf } from '../../bff/mail/self/answers.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import type { Panel } from '../shared/panel.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { MailboxSession } from './mailbox-session.ts';

export type SelfState = 'starting' | 'signed_out' | 'ready' | 'expired' | 'failed';

/** The mailbox of whoever is signed in to it. Knows his session, reads all of it, and asks again while something is under way. */
export class MailboxSelfController implements ReactiveController {
  value: MailboxSelf | undefined;
  error: ApiError | undefined;
  state: SelfState = 'starting';
  readonly #host: LitElement;
  readonly #panel: PanelController;
  #session: MailboxSession | undefined;
  #for: Panel['connect'] | Panel['api'];
  /** The other tabs of the label's own host, which have the same cookie: there one says that somebody has signed out. */
  #others: BroadcastChannel | undefined;

  constructor(host: LitElement, panel: PanelController) {
    this.#host = host;
    this.#panel = panel;
    host.addController(this);
    askWhile(
      host,
      () => this.state === 'ready' && isPending(this.value),
      () => this.read(),
    );
  }

  hostConnected(): void {
    this.#others = new BroadcastChannel('hc-mailbox');
    this.#others.addEventListener('message', () => {
      if (!this.#session || this.session.byPopUp) return;
      this.value = undefined;
      this.#show('starting');
      void this.read();
    });
  }

  hostUpdate(): void {
    const { panel } = this.#panel;
    if (!panel || panel.state === 'starting' || panel.state === 'failed') return;
    const key = panel.connect ?? panel.api;
    if (this.#for === key) return;
    this.#for = key;
    this.#session = new MailboxSession(panel);
    void this.read();
  }

  hostDisconnected(): void {
    this.#others?.close();
    this.#for = undefined;
    this.#session?.forget();
  }

  get session(): MailboxSession {
    return this.#session!;
  }

  get api(): MailboxSession['api'] {
    return this.session.api;
  }

  readonly read = async (): Promise<void> => {
    const { session } = this;
    try {
      if (!session.able) {
        await session.admitted();
        return this.#show('signed_out');
      }
      const answer = await accept(session.api.$get({}));
      this.value = (await answer.json()) as MailboxSelf;
      this.#show('ready');
    } catch (error) {
      this.fail(error);
    }
  };

  /** Puts in what a write answered with, without reading. */
  set(more: Partial<MailboxSelf>): void {
    if (this.value) this.value = { ...this.value, ...more };
    this.#host.requestUpdate();
  }

  /** Somebody else was faster: his rules are shown. Answers them, when an error carries them. */
  outrun(error: unknown): Filters | undefined {
    const { code, current } = asApiError(error);
    if (code !== 'version_conflict') return undefined;
    const filters = current as Filters;
    this.set({ filters });
    return filters;
  }

  /** A session that has ended is said above what is there; what was typed stays. */
  fail(error: unknown): void {
    const failure = asApiError(error);
    if (failure.kind === 'session') {
      this.session.forget();
      return this.#show(this.value ? 'expired' : 'signed_out');
    }
    // One that the label ended, too.
    if (failure.code === 'action_disabled' || failure.code === 'tab_disabled') this.value = undefined;
    this.#show(this.value ? 'ready' : 'failed', failure);
  }

  async signOut(): Promise<void> {
    await accept(this.api.sign_out.$post({})).catch((error: unknown) => {
      if (asApiError(error).kind !== 'session') throw error;
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
    if (!this.session.byPopUp) this.#others?.postMessage(0);
    this.session.forget();
    this.value = undefined;
    this.#show('signed_out');
  }

  #show(state: SelfState, error?: ApiError): void {
    this.state = state;
    this.error = error;
    this.#host.requestUpdate();
  }
}

const isPending = (value: MailboxSelf | undefined): boolean =>
  [value?.sync, value?.autoReply?.sync, value?.forward?.sync, value?.filters.sync].some(
    (sync) => sync?.state === 'pending' || sync?.retryAt !== undefined,
  );
