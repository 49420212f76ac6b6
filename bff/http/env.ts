import type { Context } from 'hono';
import type { Auth } from '../auth/port.ts';
import type { Session } from '../auth/session.ts';
import type { OpenStreams } from '../auth/streams.ts';
import type { JobRunner } from '../jobs/runner.ts';
import type { MailboxUse } from '../mail/mailboxes/use.ts';
import type { LabelSettings } from '../reseller/settings.ts';
import type { FindSetUp } from '../mail/setup/find.ts';
import type { mailboxFits } from '../mail/self/fits.ts';
import type { MailHosts } from '../platform/mail/port.ts';
import type { Outbound } from '../platform/outbound/port.ts';
import type { Lookup } from '../platform/registrar/transfers.ts';
import type { Resolver } from '../platform/resolver/port.ts';
import type { Claims } from '../store/claims.ts';
import type { Control, LabelEntry } from '../store/control.ts';
import type { LabelHandle, Labels } from '../store/labels.ts';
import type { Changes } from '../jobs/changes.ts';
import type { Limits } from './limits.ts';
import type { Pins } from './pins.ts';

/** A label bound to a request: from here on only its database is in reach. */
export interface BoundLabel extends LabelHandle {
  readonly entry: LabelEntry;
  readonly settings: LabelSettings;
  readonly lacks: Deps['lacks'];
}

/** One line a request; no bodies, no queries, no secrets. */
export interface RequestLine {
  readonly requestId: string;
  /** What the page's own trace, the jobs that follow and the connectors' calls have in common. */
  readonly trace: string;
  readonly method: string;
  /** The route's template, not the address that was asked. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly label?: string | undefined;
  readonly customer?: string | undefined;
  readonly user?: string | undefined;
  readonly code?: string | undefined;
  /** Class and code of an unexpected error; its message may hold data. */
  readonly error?: string | undefined;
}

export interface Log {
  request(line: RequestLine): void;
  event(name: string, facts?: Readonly<Record<string, string | number | boolean | undefined>>): void;
}

/** All that differs between the server, the tests and the stories. */
export interface Deps {
  readonly control: Control;
  readonly labels: Labels;
  readonly claims: Claims;
  readonly auth: Auth;
  readonly jobs: JobRunner;
  readonly changes: Changes;
  readonly streams: OpenStreams;
  readonly limits: Limits;
  readonly log: Log;
  /** Asks what customers typed. */
  readonly outbound: Outbound;
  /** A new code at the registry that moves the domain; rejects with RegistrarError. */
  readonly makeAuthCode: (name: string, trace: string) => Promise<string>;
  /** What a registry tells anybody of a domain; undefined when nobody has it. Rejects with RegistrarError. */
  readonly lookUp: (name: string, trace: string) => Promise<Lookup | undefined>;
  /** What the registrar does for no ending at all, and the mail platform for no mailbox. */
  readonly lacks: readonly ('privacy' | 'webmail')[];
  /** How mail programs reach the mail server. */
  readonly mailHosts: MailHosts;
  readonly findSetUp: FindSetUp;
  /** bcrypt of what opens a mailbox: every mail server reads it. */
  readonly mailHash: (password: string) => Promise<string>;
  /** Where mailboxes are opened in a browser, and what its own server proves itself with; undefined where there is none. */
  readonly webmail: { readonly url: string; readonly key: string } | undefined;
  /** Whether a password is that of a mailbox; of none it is not, which takes as long to say. */
  readonly mailFits: ReturnType<typeof mailboxFits>;
  readonly mailUse: Pick<MailboxUse, 'seen'>;
  /** Asks the public DNS. */
  readonly resolver: Resolver;
  /** Whether the name servers sign zones. */
  readonly signs: boolean;
  /** Where the platform serves redirects; a label may say otherwise. */
  readonly redirectAddresses: readonly string[];
  /** The platform's own origin: scripts, health, `/v1` with a token or key. */
  readonly platformUrl: string;
  /** True while demo data and the demo key exist. */
  readonly demo: boolean;
  /** Signs cookies. */
  readonly secret: string;
  readonly now: () => number;
  /** The caller's network address, for limits and the list of sessions. */
  readonly address: (c: Context) => string;
  /** Scripts and pages, by path below the origin; undefined = no such file. */
  readonly assets: (path: string, asked: Headers) => Response | undefined;
  /** Compresses a long answer (Brotli), at once; where it is missing, answers go out plain. */
  readonly compression?: (text: string) => Uint8Array<ArrayBuffer>;
  /** The scripts as they are now, for pages that take no others; undefined where none are built. */
  readonly pins?: Pins | undefined;
  /** Problems that keep the process from serving; empty = ready. */
  readonly ready: () => Promise<readonly string[]>;
}

export interface Env {
  Variables: {
    deps: Deps;
    requestId: string;
    trace: string;
    /** Set once the request is bound to a label. */
    label?: BoundLabel;
    session?: Session;
    /** The body as it came, for the Idempotency-Key. */
    bodyText?: string;
    /** For the log line. */
    failure?: { code: string; error?: string | undefined };
  };
}
export type Ctx = Context<Env>;
