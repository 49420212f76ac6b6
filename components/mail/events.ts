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
