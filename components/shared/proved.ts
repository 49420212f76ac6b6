import type { LitElement } from 'lit';
import type { Action } from '../../bff/policy/actions.ts';
import { asApiError, type ApiError } from './api-error.ts';
import { needsConfirmation, onceConfirmed, openConfirmation } from './confirmation.ts';
import type { PanelController } from './panel.controller.ts';

/** Something that is done once the person has proved that it is himself, and how far that is. */
export class Proved {
  /** What asked for a proof of identity; there until it was given. */
  asked: ApiError | undefined;
  /** The window in which it is given is open. */
  waiting: AbortController | undefined;
  error: ApiError | undefined;
  busy = false;
  /** Ends with whoever waits for what is under way. */
  #going: AbortController | undefined;
  readonly #host: LitElement;
  readonly #panel: PanelController;

  constructor(host: LitElement, panel: PanelController) {
    this.#host = host;
    this.#panel = panel;
    host.addController({ hostDisconnected: () => this.forget() });
  }

  /** Has to be called in the click itself: it may open a window. Undefined where it was not done, or nobody waits for it any more. */
  async run<T>(action: Action, object: string, send: () => Promise<T>): Promise<T | undefined> {
    if (this.busy || this.waiting) return undefined;
    this.error = undefined;
    const asked = this.asked;
    const going = (this.#going = new AbortController());
    let done: T | undefined;
    try {
      if (asked) openConfirmation(this.#panel.panel!, asked);
      this.waiting = asked && going;
      this.busy = !asked;
      this.#host.requestUpdate();
      done = await (asked ? onceConfirmed(send, going.signal) : send());
      // Whoever left meanwhile shall not find its end in what is opened next.
      if (going.signal.aborted) return undefined;
      if (done !== undefined) this.asked = undefined;
    } catch (error) {
      if (going.signal.aborted) return undefined;
      this.#trouble(asApiError(error), action, object);
    }
    this.waiting = undefined;
    this.busy = false;
    this.#host.requestUpdate();
    return done;
  }

  forget(): void {
    this.#going?.abort();
    this.waiting = this.asked = this.error = undefined;
    this.busy = false;
  }

  #trouble(problem: ApiError, action: Action, object: string): void {
    this.asked = needsConfirmation(problem) ? problem : undefined;
    if (this.asked) return;
    this.error = problem;
    this.#panel.actionFailed(problem, action, object);
  }
}
