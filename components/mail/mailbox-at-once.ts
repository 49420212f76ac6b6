import type { LitElement } from 'lit';
import type { Mailbox } from '../../bff/mail/answers.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { MailboxChangedEvent } from './events.ts';
import type { SharedParts } from './mailbox-form.ts';

export const atOnce = ['suspend', 'resume', 'restore'] as const;
export type AtOnce = (typeof atOnce)[number];

/** What is done with a mailbox without asking, since it can be undone. */
export class MailboxAtOnce {
  readonly #host: LitElement;
  readonly #parts: SharedParts;

  constructor(host: LitElement, parts: SharedParts) {
    this.#host = host;
    this.#parts = parts;
  }

  async run(what: AtOnce, mailbox: Mailbox): Promise<void> {
    const { panel, status, locale } = this.#parts;
    const one = panel.api.v1.mail.mailboxes[':id'];
    const param = { id: mailbox.id };
    const done = await (what === 'restore'
      ? this.#send('mail.mailbox.restore', mailbox, () => one.restore.$post({ param, json: {} }))
      : this.#send('mail.mailbox.suspend', mailbox, () =>
          one.suspend.$post({ param, json: { suspended: what === 'suspend' } }),
        ));
    if (!done) return;
    const back = { suspend: 'resume', resume: 'suspend', restore: undefined } as const;
    const undo = back[what];
    status.say(locale.t.atOnce[what](mailbox.unicodeAddress), undo && (() => void this.run(undo, mailbox)));
  }

  async #send(
    action: Action,
    { id }: Mailbox,
    ask: () => Promise<Response | Parameters<typeof accept>[0]>,
  ): Promise<boolean> {
    const { panel, mailboxes, status } = this.#parts;
    try {
      mailboxes.put((await (await accept(ask() as Promise<Response>)).json()) as Mailbox);
      this.#host.dispatchEvent(/** @internal */ new MailboxChangedEvent(action, id));
      return true;
    } catch (error) {
      status.complain(error);
      panel.actionFailed(asApiError(error), action, id);
      return false;
    }
  }
}
