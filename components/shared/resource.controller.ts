import type { LitElement, ReactiveController } from 'lit';
import type { Client } from '../../bff/client.ts';
import { asApiError, type ApiError } from './api-error.ts';
import type { Me } from '../../bff/account/answers.ts';
import type { PanelController } from './panel.controller.ts';
import { whose } from './whose.ts';

interface Options<Args extends readonly unknown[], Value> {
  /** What the read depends on; undefined = nothing to read. Read again when a member changes. */
  readonly args: () => Args | undefined;
  readonly load: (api: Client, args: Args, signal: AbortSignal) => Promise<Value>;
}

interface Views<Value> {
  pending(): unknown;
  failed(error: ApiError): unknown;
  complete(value: Value): unknown;
}

/** One thing read from the BFF. Keeps what it has while it reads again; a late answer to an old question is dropped. */
export class ResourceController<Args extends readonly unknown[], Value> implements ReactiveController {
  value: Value | undefined;
  /** Why the last read failed; what was read before stays. */
  error: ApiError | undefined;
  busy = false;
  readonly #host: LitElement;
  readonly #panel: PanelController;
  readonly #options: Options<Args, Value>;
  #args: Args | undefined;
  #me: Me | undefined;
  #whom = '';
  #abort: AbortController | undefined;

  constructor(host: LitElement, panel: PanelController, options: Options<Args, Value>) {
    this.#host = host;
    this.#panel = panel;
    this.#options = options;
    host.addController(this);
  }

  hostUpdate(): void {
    const { panel } = this.#panel;
    if (panel?.state !== 'ready') return;
    const args = this.#options.args();
    const same = args?.length === this.#args?.length && args?.every((arg, at) => arg === this.#args?.[at]) !== false;
    if (same && this.#me === panel.me) return;
    const whom = whose(panel.me);
    if (!same || whom !== this.#whom) this.value = this.error = undefined;
    this.#whom = whom;
    this.#args = args;
    this.#me = panel.me;
    void this.run();
  }

  hostDisconnected(): void {
    this.#abort?.abort();
    this.#me = undefined;
  }

  /** Reads again, for instance after a change. */
  async run(): Promise<void> {
    this.#abort?.abort();
    const args = this.#args;
    if (!args) return;
    const { signal } = (this.#abort = new AbortController());
    this.busy = true;
    try {
      const value = await this.#options.load(this.#panel.api, args, signal);
      if (signal.aborted) return;
      this.value = value;
      this.error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.error = asApiError(error);
      if (this.error.code === 'not_found') this.value = undefined;
    }
    this.busy = false;
    this.#host.requestUpdate();
  }

  /** Puts in what a write answered with, without reading. */
  set(value: Value): void {
    this.value = value;
    this.#host.requestUpdate();
    // A read that is on its way may have begun before the write, or after what followed from it: asked anew, it is neither.
    if (this.busy) void this.run();
  }

  render({ pending, failed, complete }: Views<Value>): unknown {
    if (this.value !== undefined) return complete(this.value);
    return this.error ? failed(this.error) : pending();
  }
}
