import type { Mailbox } from '../../bff/mail/answers.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { edit, external, key, lock, mail, shield, trash, undo } from '../shared/icons.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { MenuItem } from '../shared/menu.controller.ts';
import { fullness } from '../shared/meter.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import type { Asked } from './mailbox-dialogs.ts';
import type { Messages } from './messages/mailboxes.en.ts';

interface Parts {
  readonly panel: PanelController;
  readonly locale: LocalizeController<Messages>;
  ask(asked: Asked): void;
  /** In the window that was opened in the click, if the browser let us. */
  openWebmail(mailbox: Mailbox, window: Window | null): void;
}

/** What can be done with a mailbox: by a dialog, or without one where it can be undone. */
export class MailboxActions {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The row menu, the likeliest first. */
  readonly items = (mailbox: Mailbox): readonly MenuItem[] => {
    const { t } = this.#parts.locale;
    if (mailbox.state === 'deleted') return this.#deletedItems(mailbox);
    const ask = (what: Exclude<Asked['what'], 'create'>) => () => this.#parts.ask({ what, mailbox } as Asked);
    const why = (action: Action) => this.#parts.panel.refusal(action, mailbox.denied);
    const suspended = mailbox.state === 'suspended';
    return [
      {
        text: t.webmail,
        icon: external(),
        refusal: why('mail.mailbox.open'),
        run: () => this.#parts.openWebmail(mailbox, window.open('about:blank', '_blank')),
      },
      { text: t.setUp, icon: mail(), run: ask('setUp') },
      { text: t.password, icon: key(), refusal: why('mail.mailbox.edit'), run: ask('password') },
      {
        text: t.apps,
        icon: shield(),
        refusal: why('mail.app_password.create') && why('mail.app_password.revoke'),
        run: ask('apps'),
      },
      { text: t.edit, icon: edit(), refusal: why('mail.mailbox.edit'), run: ask('edit') },
      {
        text: suspended ? t.resume : t.suspend,
        icon: lock(),
        refusal: why('mail.mailbox.suspend'),
        run: ask(suspended ? 'resume' : 'suspend'),
      },
      { text: t.remove, icon: trash(), danger: true, refusal: why('mail.mailbox.delete'), run: ask('remove') },
    ];
  };

  #deletedItems(mailbox: Mailbox): readonly MenuItem[] {
    const { locale, panel, ask } = this.#parts;
    const { t } = locale;
    return [
      {
        text: t.restore,
        icon: undo(),
        refusal: panel.refusal('mail.mailbox.restore', mailbox.denied),
        run: () => ask({ what: 'restore', mailbox }),
      },
      {
        text: t.purge,
        icon: trash(),
        danger: true,
        // Of the object it says that it is deleted already.
        refusal: panel.refusal('mail.mailbox.delete'),
        run: () => ask({ what: 'purge', mailbox }),
      },
    ];
  }

  /** What the state of a row asks for. */
  readonly wanted = (mailbox: Mailbox): MenuItem | undefined => {
    const { t } = this.#parts.locale;
    const { state, used, quota, denied } = mailbox;
    const may = (action: Action) => this.#parts.panel.may(action, denied);
    if (state === 'deleted')
      return may('mail.mailbox.restore')
        ? { text: t.restore, run: () => this.#parts.ask({ what: 'restore', mailbox }) }
        : undefined;
    const isFull = used !== null && fullness(used, quota) !== undefined;
    if (isFull && may('mail.mailbox.edit'))
      return { text: t.grow, run: () => this.#parts.ask({ what: 'edit', mailbox }) };
    return undefined;
  };
}
