import type { LitElement } from 'lit';
import type { Mailbox, MailboxPage } from '../../bff/mail/answers.ts';
import type { MailboxView } from '../../bff/mail/views.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { PagesController } from './pages.controller.ts';

/** `domain` is an id; empty = any. */
type Filter = Readonly<Record<'q' | 'domain', string> & { view: MailboxView }>;

/** The customer's mailboxes. */
export class MailboxesController extends PagesController<Filter, Mailbox, MailboxPage> {
  constructor(host: LitElement, panel: PanelController) {
    super(host, panel, {
      all: { q: '', view: 'all', domain: '' },
      ask: (query, signal) => panel.api.v1.mail.mailboxes.$get({ query } as never, { init: { signal } }),
    });
  }

  get plans(): NonNullable<MailboxPage['plans']> {
    return this.first?.plans ?? [];
  }
}
