import type { LitElement } from 'lit';
import type { NewAppPassword } from '../../bff/mail/answers.ts';
import { accept } from '../shared/api-error.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { MailboxApps, type AppsPort } from './mailbox-apps.ts';
import type { MailboxSelfController } from './mailbox-self.controller.ts';
import type { SelfParts } from './mailbox-self-forms.ts';
import en from './messages/mailbox-dialogs.en.ts';

/** The passwords of one's own programs, in the words that the customer has for them. */
export function selfApps(host: LitElement, parts: SelfParts): MailboxApps {
  const locale = new LocalizeController(
    host,
    {
      en,
      nl: () => import('./messages/mailbox-dialogs.nl.ts'),
      de: () => import('./messages/mailbox-dialogs.de.ts'),
    },
    parts.panel,
  );
  return new MailboxApps(host, { ...parts, locale }, ofUser(parts.self));
}

const ofUser = (self: MailboxSelfController): AppsPort => ({
  revoking: 'mail.self.app_password',
  session: self,
  // Where it is switched off the panel does not lead here.
  may: () => !self.value?.denied['mail.self.app_password'],
  async read() {
    await self.read();
    if (self.error) throw self.error;
    return self.value?.appPasswords ?? [];
  },
  async make(_, json) {
    const answer = await accept(self.api.app_passwords.$post({ json }));
    const made = (await answer.json()) as NewAppPassword;
    const { password: _secret, ...app } = made;
    self.set({ appPasswords: [...(self.value?.appPasswords ?? []), app] });
    return made;
  },
  async revoke({ id }) {
    await accept(self.api.app_passwords[':id'].$delete({ param: { id }, json: {} } as never));
    self.set({ appPasswords: (self.value?.appPasswords ?? []).filter((app) => app.id !== id) });
  },
});
