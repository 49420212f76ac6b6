import { createHash } from 'node:crypto';
import type { WebmailSession } from '../mail/webmail/answers.ts';
import type { SimulatedMail } from '../platform/mail/simulated.ts';
import { mailList } from './mailbox-page.ts';
import { demoPage } from './pages.ts';

/** Takes what stands behind the `#` out of the address, and posts it: no history, log or referrer has it. */
const script = `const [form] = document.forms; form.elements.token.value = location.hash.slice(1); history.replaceState(null, '', location.pathname); form.submit()`;
const hash = createHash('sha256').update(script).digest('base64');

const title = 'Demo mailbox';

/** Asks the BFF as the webmail's own server does. */
export type AskBff = (path: '/redeem' | '/end', body: object) => Promise<Response>;

/** The webmail of the simulated server: shows the mail of a mailbox once to whoever has a link, and its session is over. */
export async function webmailPage(
  request: Request,
  mail: Pick<SimulatedMail, 'inbox'>,
  ask: AskBff,
): Promise<Response> {
  if (request.method !== 'POST')
    return demoPage(
      title,
      `<form method="post"><input type="hidden" name="token"></form><script>${script}</script><noscript>This page needs JavaScript.</noscript>`,
      { forms: true, script: hash },
    );
  // Another site's page could put its own mailbox before the person.
  const from = request.headers;
  const own = from.get('sec-fetch-site') === 'same-origin' || from.get('origin') === new URL(request.url).origin;
  const data = own ? await request.formData().catch(() => new FormData()) : new FormData();
  const answer = await ask('/redeem', { token: String(data.get('token') ?? '') });
  if (!answer.ok)
    return demoPage(
      title,
      '<p role="alert">This link has been used, or is too old. Go back and open the mailbox again.</p>',
      {
        status: 403,
      },
    );
  const { address, password, proof } = (await answer.json()) as WebmailSession;
  const mails = await mail.inbox(address, password);
  await ask('/end', { proof });
  return demoPage(title, mailList(mails ?? []), { about: address });
}
