/** Where in the customer area we are, in the page's address: below `base` (`/portal`), else after `#/`. */
export class Address {
  readonly #base: () => string;

  constructor(base: () => string) {
    this.#base = base;
  }

  /** The place as the address names it: `domains/dom_1/dns`; empty when it names none. */
  get path(): string {
    const base = this.#base();
    const start = base ? `${base}/` : '#/';
    const whole = base ? location.pathname : location.hash;
    return whole.startsWith(start) ? whole.slice(start.length).replace(/\/$/, '') : '';
  }

  /** What a link to a place has as `href`. */
  href(path: string): string {
    const base = this.#base();
    return base ? `${base}/${path}` : `#/${path}`;
  }

  go(path: string): void {
    if (path !== this.path) history.pushState(null, '', this.href(path));
  }
}
