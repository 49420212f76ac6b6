import type { Texts } from './panel.ts';

/** How a page is connected to a label. */
export interface ConnectOptions {
  /** Origin of the BFF: that of the loader. */
  readonly api: string;
  /** The publishable key; missing on the label's own host. */
  readonly label?: string | undefined;
  /** Gets a one-time secret from the page's own server (embed session). */
  readonly fetchClientSecret?: (() => Promise<string>) | undefined;
  /** A label's own words. */
  readonly texts?: Texts | undefined;
  /** The first exchange, when the loader has begun it before this code was here. */
  readonly early?: Promise<Response> | undefined;
}
