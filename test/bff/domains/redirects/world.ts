import type { ZoneAnswer } from '../../../../bff/domains/answers.ts';
import type { RedirectList, RedirectSaved } from '../../../../bff/domains/redirects/answers.ts';
import { redirectFinder } from '../../../../bff/domains/redirects/serve.ts';
import { redirectAnswers } from '../../../../bff/platform/redirect/answer.ts';
import type { RRset } from '../../../../bff/domains/records.ts';
import { harness, passwords, type HarnessOptions } from '../../harness.ts';

/** What the harness says that redirects live at. */
export const here = { A: ['192.0.2.80'], AAAA: ['2001:db8::80'] };

/** A label with one customer, and the redirect server over all labels. */
export async function redirectWorld(options: Pick<HarnessOptions, 'outbound' | 'redirectAddresses'> = {}) {
  const h = await harness(options);
  const label = await h.label('north');
  const customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  let clock = 0;
  // Each question is asked a second after the one before, so nothing that is remembered answers it.
  const find = redirectFinder({ ...h.store, now: () => (clock += 1000) });
  const serve = redirectAnswers({ find });

  const call = async <T>(method: string, path: string, body?: unknown, as = cookie) => {
    const answer = await h.request(`http://${label.host}/v1/domains${path}`, {
      method,
      cookie: as,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  };
  return {
    h,
    label,
    customer,
    call,
    find,
    domain: (name: string, rrsets: readonly RRset[] = [], more = {}) =>
      h.domain(label.id, customer, name, rrsets, more),
    list: async (id: string) => (await call<RedirectList>('GET', `/${id}/redirects`)).body,
    zone: async (id: string) => (await call<ZoneAnswer>('GET', `/${id}/dns`)).body,
    /** Makes a redirect on the zone as it is. */
    async create(id: string, wish: object) {
      const { version } = (await call<ZoneAnswer>('GET', `/${id}/dns`)).body;
      return call<RedirectSaved>('POST', `/${id}/redirects`, { kind: '301', version, ...wish });
    },
    visit: (url: string, init?: RequestInit) => serve(new Request(url, { redirect: 'manual', ...init })),
  };
}
export type RedirectWorld = Awaited<ReturnType<typeof redirectWorld>>;

export const rr = (name: string, type: RRset['type'], ...records: string[]): RRset => ({
  name,
  type,
  ttl: 3600,
  records,
});
