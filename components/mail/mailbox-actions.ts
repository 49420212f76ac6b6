import type { LitElement } from 'lit';
import type { Mailbox } from '../../bff/mail/answers.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { edit, external, key, lock, mail, shield, trash, undo } from '../shared/icons.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { MenuItem } from '../shared/menu.controller.ts';
import { fullness } from '../shared/meter.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import type { StatusController } from '../shared/status.controller.ts';
import { MailboxChangedEvent } from './events.ts';
import type { Asked } from './mailbox-dialogs.ts';
import type { MailboxesController } from './mailboxes.controller.ts';
import type { Messages } from './messages/mailboxes.en.ts';

interface Parts {
  readonly panel: PanelController;
  readonly locale: LocalizeController<Messages>;
  readonly mailboxes: MailboxesController;
  readonly status: StatusController;
  ask(asked: Asked): void;
  /** In the window that was opened in the click, if the browser let us. */
  openWebmail(mailbox: Mailbox, window: Window | null): void;
}

/** What can be done with a mailbox: by a dialog, or at once where it can be undone. */
export class MailboxActions {
  readonly #host: LitElement;
  readonly #parts: Parts;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
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
      { text: t.apps, icon: shield(), refusal: why('mail.app_password.create'), run: ask('apps') },
      { text: t.edit, icon: edit(), refusal: why('mail.mailbox.edit'), run: ask('edit') },
      {
        text: suspended ? t.resume : t.suspend,
        icon: lock(),
        refusal: why('mail.mailbox.suspend'),
        run: () => void this.#suspend(mailbox, !suspended),
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
        run: () => void this.restore(mailbox),
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
      return may('mail.mailbox.restore') ? { text: t.restore, run: () => void this.restore(mailbox) } : undefined;
    const isFull = used !== null && fullness(used, quota) !== undefined;
    if (isFull && may('mail.mailbox.edit'))
      return { text: t.grow, run: () => this.#parts.ask({ what: 'edit', mailbox }) };
    return undefined;
  };

  async #suspend(mailbox: Mailbox, suspended: boolean): Promise<void> {
    const { panel, status, locale } = this.#parts;
    const { t } = locale;
    const one = panel.api.v1.mail.mailboxes[':id'];
    await this.#send('mail.mailbox.suspend', mailbox, () =>
      one.suspend.$post({ param: { id: mailbox.id }, json: { suspended } }),
    ).then((done) => {
      if (!done) return;
      const said = suspended ? t.suspendedNow : t.resumedNow;
      status.say(said(mailbox.unicodeAddress), () => void this.#suspend(mailbox, !suspended));
    });
  }

  async restore(mailbox: Mailbox): Promise<void> {
    const { panel, status, locale } = this.#parts;
    const one = panel.api.v1.mail.mailboxes[':id'];
    const done = await this.#send('mail.mailbox.restore', mailbox, () =>
      one.restore.$post({ param: { id: mailbox.id }, json: {} }),
    );
    if (done) status.say(locale.t.restoredNow(mailbox.unicodeAddress));
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
