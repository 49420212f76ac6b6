import type { Context } from '@lit/context';
import type { EmbedConfig, Me } from '../../bff/account/answers.ts';
import type { Client } from '../../bff/client.ts';
import type { Change as Told } from '../../bff/jobs/changes.ts';
import type { ApiError } from './api-error.ts';
import type { ConnectOptions } from './connect-options.ts';

/** What is refused, as it comes over the wire. */
export type Rights = Me['denied'];
/** Without a reason draw nothing; with one show the action greyed, with it. */
export interface Refused {
  readonly code: string;
  readonly reason?: string | undefined;
}

export type PanelState = 'starting' | 'ready' | 'signed_out' | 'expired' | 'failed';

/** Something of the customer has changed. `poll` = perhaps; read everything shown again. */
export interface Change {
  readonly kind: Told['kind'] | 'poll';
  readonly id: string;
}

/** What is known of a label, with or without a session. */
export interface LabelFacts {
  readonly name: string;
  /** Offered languages, the first is the fallback; empty until known. */
  readonly languages: readonly string[];
  /** IANA name. */
  readonly timeZone: string;
  /** Base of the label's own host; empty until known. */
  readonly areaUrl: string;
}

/** A label's own words: language → element name → the texts that replace ours. */
export type Texts = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** What every element of a session shares. A snapshot: replaced when something changes, never altered. */
export interface Panel {
  readonly state: PanelState;
  /** Why `failed` or `expired`. */
  readonly error: ApiError | undefined;
  readonly me: Me | undefined;
  readonly config: EmbedConfig | undefined;
  /** What the session may not do at all; objects add their own. */
  readonly denied: Rights;
  readonly label: LabelFacts;
  /** Test keys show developer text. */
  readonly test: boolean;
  /** True on the label's own host, where signing in is a form. */
  readonly ownHost: boolean;
  readonly texts: Texts | undefined;
  /** The label's look; one sheet for all elements of the session. */
  readonly theme: CSSStyleSheet | undefined;
  readonly api: Client;
  /** How the page is connected, for who signs in beside its session; undefined in tests and stories. */
  readonly connect?: ConnectOptions;
  /** Opens the pop-up of the label's host; undefined where the form is shown or the page itself signs people in. */
  readonly signIn: (() => Promise<void>) | undefined;
  signOut(): Promise<void>;
  /** Starts the session anew: after a failure, and after signing in. */
  retry(): Promise<void>;
  /** News while an element is connected; returns the way to stop. */
  onChange(listener: (change: Change) => void): () => void;
  /** The answer that came with the start for a path (`/v1/domains`), once. */
  takeFirst(path: string): unknown;
}

/** Where elements find their panel (context protocol of the Web Components Community Group). */
export const panelContext = Symbol.for('hc-panel') as unknown as Context<symbol, Panel>;
