/** In ms. */
const moment = 300;

/** News of many objects comes in one go: what they are about is read once for all of a moment. */
export class LaterNews {
  readonly #read: () => void;
  #waits = false;

  constructor(read: () => void) {
    this.#read = read;
  }

  heard(): void {
    if (this.#waits) return;
    this.#waits = true;
    setTimeout(() => {
      this.#waits = false;
      this.#read();
    }, moment);
  }
}
