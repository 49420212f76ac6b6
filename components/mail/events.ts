import type { Action } from '../../bff/policy/actions.ts';

const up = { bubbles: true, composed: true } as const;

/** A mailbox was made, changed, suspended, deleted or restored; the mail server follows within moments. */
export class MailboxChangedEvent extends Event {
  readonly v = 1;
  readonly element = 'hc-mailboxes';
  readonly action: Action;
  /** Id of the mailbox. */
  readonly id: string;

  constructor(action: Action, id: string) {
    super('hc-mailbox-changed', up);
    this.action = action;
    this.id = id;
  }
}

/** A forward or a catch-all was made, changed or deleted; the mail server follows within moments. */
export class ForwardChangedEvent extends Event {
  readonly v = 1;
  readonly element = 'hc-forwards';
  readonly action: Action;
  /** Id of the forward. */
  readonly id: string;

  constructor(action: Action, id: string) {
    super('hc-forward-changed', up);
    this.action = action;
    this.id = id;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hc-mailbox-changed': MailboxChangedEvent;
    'hc-forward-changed': ForwardChangedEvent;
  }
}
