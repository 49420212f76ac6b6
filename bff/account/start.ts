import type { Session } from '../auth/session.ts';
import { listDomains } from '../domains/list.ts';
import type { BoundLabel, Deps } from '../http/env.ts';
import { listForwards } from '../mail/forwards/read.ts';
import { listMailboxes } from '../mail/mailboxes/read.ts';
import type { Tab } from '../policy/actions.ts';
import type { StartAnswer } from './answers.ts';
import { meOf, themeOf } from './me.ts';

interface FirstRead {
  readonly tab: Tab;
  /** What the element asks first, so that the answer can be given before it asks. */
  readonly path: string;
  readonly read: (deps: Deps, label: BoundLabel, session: Session) => Promise<unknown>;
}

const domainList: FirstRead = {
  tab: 'domains',
  path: '/v1/domains',
  read: (deps, label, session) =>
    listDomains(label.db, session, {}, { now: deps.now(), timeZone: label.settings.locale.timeZone }),
};
const mailboxList: FirstRead = {
  tab: 'mail',
  path: '/v1/mail/mailboxes',
  read: async (deps, label, session) => {
    const { page, rows } = await listMailboxes(label.db, session, {});
    deps.mailUse.seen(label, session.customer.id, rows);
    return page;
  },
};
const forwardList: FirstRead = {
  tab: 'mail',
  path: '/v1/mail/forwards',
  read: (_deps, label, session) => listForwards(label.db, session, {}),
};
const firstReads: Readonly<Record<string, FirstRead>> = {
  'hc-domain-manager': domainList,
  'hc-customer-area': domainList,
  'hc-mailboxes': mailboxList,
  'hc-forwards': forwardList,
};

/** All that a page needs to draw: who, what he may do, the look, and the first data of its elements. */
export async function startAnswer(
  deps: Deps,
  label: BoundLabel,
  session: Session,
  elements: readonly string[],
  credentials: Pick<StartAnswer, 'token' | 'refresh' | 'expiresAt'>,
): Promise<StartAnswer> {
  const first: Record<string, unknown> = {};
  for (const element of elements) {
    const wanted = firstReads[element];
    if (!wanted || wanted.path in first || session.deniedTabs[wanted.tab]) continue;
    first[wanted.path] = await wanted.read(deps, label, session);
  }
  return { ...credentials, me: meOf(deps, label, session), theme: themeOf(label), first };
}
