import type { SimulatedMail, StoredMail } from '../platform/mail/simulated.ts';
import { article, demoPage, escaped } from './pages.ts';

const form = (address: string, said = ''): string => `<form method="post" action="/demo/mailbox">
${said ? `<p role="alert">${said}</p>` : ''}
<p><label>Address<br><input name="address" type="email" autocomplete="username" required value="${escaped(address)}"></label></p>
<p><label>Password<br><input name="password" type="password" autocomplete="current-password" required></label></p>
<p><button>Show mail</button></p></form>`;

/** Mails as articles. */
export const mailList = (mails: readonly StoredMail[]): string =>
  mails.map(({ raw }) => article(raw, 'from')).join('') || '<p>No mail yet.</p>';

/** The mail of a mailbox of the simulated server, for whoever has its password: no session, each look asks for it. */
export async function mailboxPage(request: Request, mail: Pick<SimulatedMail, 'inbox'>): Promise<Response> {
  const title = 'Demo mailbox';
  if (request.method !== 'POST') return demoPage(title, form(''), { forms: true });
  const data = await request.formData().catch(() => new FormData());
  const [address, password] = ['address', 'password'].map((name) => String(data.get(name) ?? ''));
  const mails = await mail.inbox(address!, password!);
  if (!mails)
    return demoPage(title, form(address!, 'Address and password do not match, or nobody may sign in now.'), {
      forms: true,
      status: 401,
    });
  return demoPage(title, mailList(mails));
}
