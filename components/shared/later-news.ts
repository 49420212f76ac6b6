import type { LitElement } from 'lit';

/** In ms. */
const moment = 300;

/** News of many objects comes in one go: what they are about is read once for all of a moment, unless the element has gone. */
export class LaterNews<What = void> {
  readonly #host: LitElement;
  readonly #read: (heard: readonly What[]) => void;
  #heard: What[] = [];

  constructor(host: LitElement, read: (heard: readonly What[]) => void) {
    this.#host = host;
    this.#read = read;
  }

  heard(what: What): void {
    if (this.#heard.push(what) > 1) return;
    setTimeout(() => {
      const heard = this.#heard.splice(0);
      if (this.#host.isConnected) this.#read(heard);
    }, moment);
  }
}
