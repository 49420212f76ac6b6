import type { LitElement, ReactiveController } from 'lit';
import type { Filters, MailboxSelf } from '../../bff/mail/self/answers.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import type { Panel } from '../shared/panel.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import type { DialogSession } from '../shared/dialog.controller.ts';
import { MailboxSession } from './mailbox-session.ts';

export type SelfState = 'starting' | 'signed_out' | 'ready' | 'expired' | 'failed';

/** The mailbox of whoever is signed in to it. Knows his session, reads all of it, and asks again while something is under way. */
export class MailboxSelfController implements ReactiveController, DialogSession {
  value: MailboxSelf | undefined;
  error: ApiError | undefined;
  state: SelfState = 'starting';
  readonly #host: LitElement;
  readonly #panel: PanelController;
  #session: MailboxSession | undefined;
  #for: Panel['connect'] | Panel['api'];
  /** The other tabs of the label's own host, which have the same cookie: there one says that somebody has signed out. */
  #others: BroadcastChannel | undefined;
  /** Told when nothing of the person before may be left. */
  readonly #left: () => void;
  /** Which read is the newest: no other one's answer counts. */
  #turn = 0;

  constructor(host: LitElement, panel: PanelController, left = () => {}) {
    this.#host = host;
    this.#panel = panel;
    this.#left = left;
    host.addController(this);
    askWhile(
      host,
      () => this.state === 'ready' && isPending(this.value),
      () => this.read(),
    );
  }

  hostUpdate(): void {
    const { panel } = this.#panel;
    // What comes late has an element drawn that has left the page.
    if (!this.#host.isConnected || !panel || panel.state === 'starting' || panel.state === 'failed') return;
    const key = panel.connect ?? panel.api;
    if (this.#for === key) return;
    this.#for = key;
    this.#session = new MailboxSession(panel);
    this.#others?.close();
    if (panel.ownHost) {
      this.#others = new BroadcastChannel('hc:mailbox-signed-out');
      this.#others.addEventListener('message', ({ data }) => {
        if (data !== 'signed_out') return;
        this.#leave('starting');
        void this.read();
      });
    }
    void this.read();
  }

  hostDisconnected(): void {
    this.#others?.close();
    this.#others = this.#for = undefined;
    // Who signs out meanwhile is not heard.
    if (this.#session) this.#leave('starting');
  }

  get expired(): boolean {
    return this.state === 'expired';
  }

  get whose(): string {
    return this.value?.address ?? '';
  }

  get session(): MailboxSession {
    return this.#session!;
  }

  get api(): MailboxSession['api'] {
    return this.session.api;
  }

  readonly read = async (): Promise<void> => {
    const { session } = this;
    const turn = (this.#turn += 1);
    try {
      const value = session.able ? await this.#ask() : await session.admitted();
      if (turn !== this.#turn) return;
      if (!value) return this.#show('signed_out');
      if (this.value && value.address !== this.value.address) this.#leave('starting', false);
      this.value = value;
      this.#show('ready');
    } catch (error) {
      if (turn === this.#turn) this.fail(error);
    }
  };

  async #ask(): Promise<MailboxSelf> {
    return (await (await accept(this.api.$get({}))).json()) as MailboxSelf;
  }

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
    // Who has signed in since may be somebody else.
    this.#show(this.value ? (this.expired ? 'expired' : 'ready') : 'failed', failure);
  }

  async signOut(): Promise<void> {
    await accept(this.api.sign_out.$post({})).catch((error: unknown) => {
      if (asApiError(error).kind !== 'session') throw error;
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
    this.#others?.postMessage('signed_out');
    this.#leave('signed_out');
  }

  /** The next one may be somebody else: nothing is left of what is shown, typed, or under way. */
  #leave(state: SelfState, ended = true): void {
    this.#turn += 1;
    this.session.quit();
    if (ended) this.session.forget();
    this.value = undefined;
    this.#left();
    this.#show(state);
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
