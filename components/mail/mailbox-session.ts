import type { Client } from '../../bff/client.ts';
import type { SelfToken } from '../../bff/mail/self/answers.ts';
import { ApiError, problemOf } from '../shared/api-error.ts';
import { createClient } from '../shared/client.ts';
import { inTime } from '../shared/in-time.ts';
import type { Panel } from '../shared/panel.ts';
import type { Attempt } from '../shared/popup.ts';
import { version } from '../shared/version.ts';

/** What the routes of mailboxes are called with, beside the session of the page's customer: a cookie of the label's host, or a token that a pop-up brings. */
export class MailboxSession {
  readonly api: Client['v1']['mail']['self'];
  readonly #panel: Panel;
  // Lives here and leaves in requests only.
  #token: string | undefined;
  #prepared: Attempt | undefined;
  #under = new AbortController();

  constructor(panel: Panel) {
    this.#panel = panel;
    const { connect } = panel;
    const client = connect ? createClient(connect.api, (url, init) => this.#send(String(url), init)) : panel.api;
    this.api = client.v1.mail.self;
    if (this.byPopUp) void this.#prepare();
  }

  /** On pages elsewhere nobody types the password of his mailbox. */
  get byPopUp(): boolean {
    return this.#panel.connect?.label !== undefined;
  }

  /** False where there is nothing to ask with yet. */
  get able(): boolean {
    return !this.byPopUp || this.#token !== undefined;
  }

  /** Rejects where the label does not list the page: what is typed in the window would be for nothing. */
  async admitted(): Promise<void> {
    const { api, label } = this.#panel.connect!;
    const query = new URLSearchParams({ key: label!, pop_up: '1' });
    const answer = await reach(`${api}/embed/v1/config?${query}`, { credentials: 'omit' });
    if (!answer.ok) throw await problemOf(answer);
  }

  forget(): void {
    this.#token = undefined;
  }

  /** An answer to what one person asked is nothing for the next. */
  quit(): void {
    this.#under.abort();
    this.#under = new AbortController();
  }

  /** Opens the window of the label's host; true once its user agreed. Called in the click itself. */
  async signIn(awaited: () => boolean): Promise<boolean> {
    const attempt = this.#prepared;
    if (!attempt) return false;
    attempt.open();
    void this.#prepare();
    const answer = await attempt.granted(
      // A simple request: no own header, so no preflight.
      (proof) =>
        reach(`${this.#panel.connect!.api}/embed/v1/mailbox_token`, {
          method: 'POST',
          body: JSON.stringify({ ...proof, client: version }),
          credentials: 'omit',
        }),
      awaited,
      this,
    );
    if (answer) this.#token = ((await answer.json()) as SelfToken).token;
    return answer !== undefined;
  }

  /** Before the click, since a browser opens windows only in the click itself. */
  async #prepare(): Promise<void> {
    const { connect, label } = this.#panel;
    this.#prepared = undefined;
    this.#prepared = await (
      await import('../shared/popup.ts')
    ).prepare(connect!.label!, label.areaUrl, '/embed/mailbox');
  }

  async #send(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('x-hc-client', version);
    const [lang] = document.documentElement.lang.toLowerCase().split('-');
    if (lang && !headers.has('accept-language')) headers.set('accept-language', lang);
    if ((init.method ?? 'GET') !== 'GET') headers.set('idempotency-key', crypto.randomUUID());
    if (this.#token) headers.set('authorization', `Bearer ${this.#token}`);
    const { signal } = this.#under;
    return reach(url, { ...init, signal, headers, credentials: this.byPopUp ? 'omit' : 'include' });
  }
}

const reach = (url: string, init: RequestInit): Promise<Response> =>
  inTime(fetch(url, init).catch(() => Promise.reject(new ApiError(0))));
