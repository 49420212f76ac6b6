import type { ErrorKind } from './api-error.ts';

const up = { bubbles: true, composed: true } as const;

/** The element has drawn its first data. */
export class HcReadyEvent extends Event {
  /** Version of this event's shape. */
  readonly v = 1;
  readonly element: string;

  constructor(element: string) {
    super('hc-ready', up);
    this.element = element;
  }
}

/** What an event says about an error; never holds what was sent. */
export interface ErrorFacts {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly requestId?: string | undefined;
  readonly retryable: boolean;
}

class FailureEvent extends Event implements ErrorFacts {
  readonly v = 1;
  readonly element: string;
  readonly kind: ErrorKind;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly retryable: boolean;

  constructor(type: string, element: string, { kind, code, requestId, retryable }: ErrorFacts) {
    super(type, up);
    this.element = element;
    this.kind = kind;
    this.code = code;
    this.requestId = requestId;
    this.retryable = retryable;
  }
}

/** The element could not start: no script, no session, no answer. */
export class HcLoadErrorEvent extends FailureEvent {
  constructor(element: string, error: ErrorFacts) {
    super('hc-load-error', element, error);
  }
}

/** The session ended and could not be renewed. */
export class HcSessionExpiredEvent extends Event {
  readonly v = 1;
  readonly element: string;

  constructor(element: string) {
    super('hc-session-expired', up);
    this.element = element;
  }
}

/** The person goes to another place of the product; cancel it to show that place yourself. */
export class HcNavigateEvent extends Event {
  readonly v = 1;
  readonly element: string;
  /** Path below the customer area: `domains/dom_1/dns`. */
  readonly path: string;

  constructor(element: string, path: string) {
    super('hc-navigate', { ...up, cancelable: true });
    this.element = element;
    this.path = path;
  }
}

/** Something that the person asked for was refused or failed. */
export class HcActionFailedEvent extends FailureEvent {
  /** Name of the action: `domains.dns.edit`. */
  readonly action: string;
  /** Id of the object, where there is one. */
  readonly id: string | undefined;

  constructor(element: string, error: ErrorFacts, action: string, id?: string) {
    super('hc-action-failed', element, error);
    this.action = action;
    this.id = id;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hc-ready': HcReadyEvent;
    'hc-load-error': HcLoadErrorEvent;
    'hc-session-expired': HcSessionExpiredEvent;
    'hc-navigate': HcNavigateEvent;
    'hc-action-failed': HcActionFailedEvent;
  }
}
