import { waitUntil } from '@open-wc/testing';
import type { MailboxPage } from '../../../bff/mail/answers.ts';
import '../../../components/mail/hc-forwards.ts';
import '../../../components/mail/hc-mail-health.ts';
import '../../../components/mail/hc-mailboxes.ts';
import { press } from '../domains/mount.ts';
import { switches, type Place } from '../switches.ts';

const more = (object: string) => (element: Element) => press(element, `More for ${object}`);

const programs = async (element: Element) => {
  await more('info@brotlinde.eu')(element);
  await press(element, 'Passwords for programs');
};

const places: readonly Place[] = [
  {
    tag: 'hc-mailboxes',
    shows: {
      'mail.mailbox.create': 'Create mailbox',
      'mail.mailbox.import': 'Import',
    },
  },
  {
    tag: 'hc-mailboxes',
    open: programs,
    shows: { 'mail.app_password.create': 'Make a password' },
  },
  {
    tag: 'hc-mailboxes',
    prepare: async ({ api }) => {
      const { items } = (await (await api.v1.mail.mailboxes.$get({ query: {} } as never)).json()) as MailboxPage;
      const json = { name: 'Printer', scopes: ['imap' as const] };
      await Promise.all(
        items.map(({ id }) => api.v1.mail.mailboxes[':id'].app_passwords.$post({ param: { id }, json })),
      );
    },
    open: programs,
    shows: { 'mail.app_password.revoke': /^Take back the password of Printer/ },
  },
  {
    tag: 'hc-mailboxes',
    prepare: async ({ api }) => {
      const { items } = (await (await api.v1.mail.mailboxes.$get({ query: {} } as never)).json()) as MailboxPage;
      const { id } = items.find(({ address }) => address.startsWith('info@'))!;
      await api.v1.mail.mailboxes[':id'].$delete({ param: { id }, json: {} } as never);
    },
    open: async (element) => {
      await waitUntil(() => element.shadowRoot!.querySelector('[type=radio]'), 'the views', { timeout: 10_000 });
      [...element.shadowRoot!.querySelectorAll<HTMLInputElement>('[name=view]')].at(-1)!.click();
    },
    shows: { 'mail.mailbox.restore': 'Restore' },
  },
  // Without one of the two there is nothing to choose.
  {
    tag: 'hc-forwards',
    open: (element) => press(element, 'Add forward'),
    shows: { 'mail.forward.create': { field: '.choice input' }, 'mail.catch_all.edit': { field: '.choice input' } },
  },
  { tag: 'hc-mail-health', shows: { 'mail.health.fix': /^Mend/ } },
];

const menus: readonly Place[] = [
  {
    tag: 'hc-mailboxes',
    open: more('info@brotlinde.eu'),
    shows: {
      'mail.mailbox.open': 'Open in the webmail',
      'mail.mailbox.edit': 'Name and size',
      'mail.mailbox.suspend': 'Suspend',
      'mail.mailbox.delete': 'Delete',
    },
  },
  {
    tag: 'hc-forwards',
    open: more('kontakt@brotlinde.eu'),
    shows: { 'mail.forward.edit': 'Edit', 'mail.forward.delete': 'Delete' },
  },
];

const nowhere = {
  ...Object.fromEntries(
    (['auto_reply', 'filter'] as const).map((what) => [
      `mail.${what}.edit`,
      'whoever uses the mailbox does it himself',
    ]),
  ),
  ...Object.fromEntries(
    (['sign_in', 'password', 'auto_reply', 'forward', 'app_password', 'filter'] as const).map((what) => [
      `mail.self.${what}`,
      'nobody there is a customer: hc-mailbox-self has tests of its own',
    ]),
  ),
};

switches('mail', { places, menus, nowhere });
