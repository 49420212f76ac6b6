import { Hono } from 'hono';
import { preferred } from './accept-language.ts';
import type { Ctx, Env } from './env.ts';
import { open } from './open.ts';
import { hostOf } from './origin.ts';
import { Problem } from './problem.ts';
import type { BoundLabel } from './env.ts';
import { withLabel } from './bind.ts';

/** Only our own scripts, no styles but the panels' own sheets, never in a frame. */
const csp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types hc-widgets',
].join('; ');

const text = (value: string): string => value.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function page(lang: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(title)}</title>
<link rel="stylesheet" href="/embed/v1/page.css">
<script async src="/embed/v1/hc.js" data-mode="host"></script>
</head>
<body>
${body}
</body>
</html>
`;
}

async function onLabel(
  c: Ctx,
  opener: 'same-origin' | 'unsafe-none',
  body: (label: BoundLabel) => string,
): Promise<Response> {
  const { deps } = c.var;
  const id = await deps.control.labelOfHost(hostOf(c));
  if (!id) throw new Problem('not_found');
  return withLabel(deps, id, async (label) => {
    c.header('content-security-policy', csp);
    c.header('x-frame-options', 'DENY');
    c.header('cross-origin-opener-policy', opener);
    c.header('referrer-policy', 'no-referrer');
    c.header('cache-control', 'no-store');
    const lang = preferred(label.settings.locale.languages, c.req.header('accept-language'));
    return c.html(page(lang, label.entry.name, body(label)));
  });
}

const areaPage = (c: Ctx) =>
  onLabel(
    c,
    'same-origin',
    ({ entry }) => `<header><h1>${text(entry.name)}</h1><hc-account-menu></hc-account-menu></header>
<main><hc-customer-area frame></hc-customer-area></main>`,
  );

const given = (c: Ctx, name: string): string => text((c.req.query(name) ?? '').slice(0, 300));

/** The pages of the label's own host. They hold no data: their elements fetch it. */
export const pageRoutes = new Hono<Env>()
  .get('/ca/', open('anyone', { summary: 'The hosted customer area', answers: { 200: null } }), areaPage)
  .get('/ca', open('anyone', { summary: 'Leads to the hosted customer area', answers: { 302: null } }), (c) =>
    c.redirect('/ca/', 302),
  )
  // Who types the host that his provider named.
  .get('/', open('anyone', { summary: 'Leads to the hosted customer area', answers: { 302: null } }), async (c) => {
    if (!(await c.var.deps.control.labelOfHost(hostOf(c)))) throw new Problem('not_found');
    return c.redirect('/ca/', 302);
  })
  // Browsers ask for it by themselves; a label's icon comes with its settings.
  .get('/favicon.ico', open('anyone', { summary: 'No icon', answers: { 204: null } }), (c) => c.body(null, 204))
  // The token of the mail stands behind the #, where no server and no log sees it.
  .get('/ca/reset', open('anyone', { summary: 'Set a new password', answers: { 200: null } }), (c) =>
    onLabel(c, 'same-origin', () => `<main class="narrow"><hc-sign-in frame level="1" reset></hc-sign-in></main>`),
  )
  .get(
    '/ca/registrant',
    open('anyone', { summary: 'Agree to a change of the registrant', answers: { 200: null } }),
    (c) =>
      onLabel(c, 'same-origin', () => `<main class="narrow"><hc-registrant frame level="1"></hc-registrant></main>`),
  )
  .get('/ca/verify', open('anyone', { summary: 'Confirm the address of a registrant', answers: { 200: null } }), (c) =>
    onLabel(c, 'same-origin', () => `<main class="narrow"><hc-verify frame level="1"></hc-verify></main>`),
  )
  .get(
    '/ca/confirm-forward',
    open('anyone', { summary: 'Agree that mail is forwarded to one’s address', answers: { 200: null } }),
    (c) =>
      onLabel(
        c,
        'same-origin',
        () => `<main class="narrow"><hc-confirm-forward frame level="1"></hc-confirm-forward></main>`,
      ),
  )
  // Its element reads the address itself: what may be signed comes through as it is. Services open it in a window, and wait for
  // its end.
  .get(
    '/ca/connect/:provider/:service',
    open('anyone', { summary: 'Set up a domain for another service', answers: { 200: null } }),
    (c) =>
      onLabel(
        c,
        'unsafe-none',
        () => `<main class="single"><hc-domain-connect frame level="1"></hc-domain-connect></main>`,
      ),
  )
  .get('/ca/step-up', open('anyone', { summary: 'Confirm an action with the password', answers: { 200: null } }), (c) =>
    onLabel(
      c,
      'same-origin',
      () =>
        `<main class="narrow"><hc-step-up frame action="${given(c, 'action')}" object="${given(c, 'object')}" session="${given(c, 'session')}"></hc-step-up></main>`,
    ),
  )
  .get('/mail/', open('anyone', { summary: 'One’s own mailbox', answers: { 200: null } }), (c) =>
    onLabel(
      c,
      'same-origin',
      ({ entry }) => `<header><h1>${text(entry.name)}</h1></header>
<main><hc-mailbox-self frame></hc-mailbox-self></main>`,
    ),
  )
  .get('/mail', open('anyone', { summary: 'Leads to one’s own mailbox', answers: { 302: null } }), (c) =>
    c.redirect('/mail/', 302),
  )
  .get(
    '/embed/mailbox',
    open('anyone', {
      summary: 'The pop-up in which the user of a mailbox signs in for a page',
      answers: { 200: null },
    }),
    (c) =>
      onLabel(
        c,
        'unsafe-none',
        () =>
          `<main class="narrow"><hc-mailbox-authorize frame client="${given(c, 'client')}" origin="${given(c, 'origin')}" code-challenge="${given(c, 'code_challenge')}" tx="${given(c, 'tx')}"></hc-mailbox-authorize></main>`,
      ),
  )
  .get(
    '/embed/authorize',
    open('anyone', { summary: 'The pop-up in which a person signs in for a page', answers: { 200: null } }),
    (c) =>
      onLabel(
        c,
        'unsafe-none',
        () =>
          `<main class="narrow"><hc-authorize frame client="${given(c, 'client')}" origin="${given(c, 'origin')}" code-challenge="${given(c, 'code_challenge')}" tx="${given(c, 'tx')}"></hc-authorize></main>`,
      ),
  );
