import { eq } from 'drizzle-orm';
import { Problem } from '../../http/problem.ts';
import { action, nothing, refused, type Act } from '../../policy/action.ts';
import type { DomainDetail } from '../answers.ts';
import { dayOf } from '../days.ts';
import { isSigned, signedFirst } from '../dnssec/verbs.ts';
import { domainDetail } from '../detail.ts';
import { registryWords } from '../messages.ts';
import { domains } from '../schema.ts';
import { ownDomain, type DomainRow } from '../zone.ts';
import { registryRefusals } from './capability.ts';
import { lock, nameServers, privacy, renewal, type NameServersInput } from './input.ts';
import { hostNames } from './read.ts';
import { parseNameServers, yearsLeft } from './rules.ts';
import { tldOf } from './tlds.ts';
import { isRenewing, record, wish } from './write.ts';

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name) => other.includes(name));

/** What a wish for name servers comes to for one domain; throws what is wrong with it. */
export function judgeNameServers(
  domain: DomainRow,
  input: NameServersInput,
  { session, label }: Pick<Act<DomainRow>, 'session' | 'label'>,
  { hosts, signed }: { readonly hosts: readonly string[]; readonly signed: boolean },
) {
  const ours = label.settings.dns.nameServers;
  const parsed = input.own ? { names: ours, codes: {} } : parseNameServers(input.nameServers, domain, hosts);
  const fields = Object.entries(parsed.codes).map(([at, code]) => [
    at === 'list' ? 'nameServers' : `nameServers.${at}`,
    code,
  ]);
  if (fields.length) throw new Problem('invalid', { fields: Object.fromEntries(fields) as Record<string, string> });
  const own = same(parsed.names, ours);
  const after = [...parsed.names];
  const before = domain.ownNameServers ? ours : domain.nameServers;
  if (!own && signed) throw signedFirst(session);
  return { own, before, after, changes: own !== domain.ownNameServers || !same(before, after) };
}

/** Points a domain to the label's own name servers, or to those of somebody else. Its zone is kept either way. */
export const editNameServers = action({
  name: 'domains.nameservers.edit',
  input: nameServers,
  target: ownDomain,
  capability: registryRefusals['domains.nameservers.edit'],
  run: async (act: Act<DomainRow>, input): Promise<DomainDetail> => {
    const { tx, target } = act;
    const { own, before, after, changes } = judgeNameServers(target, input, act, {
      hosts: await hostNames(tx, target.id),
      signed: await isSigned(tx, target.id),
    });
    const event = { kind: 'name_servers' as const, before, after, ownBefore: target.ownNameServers, ownAfter: own };
    // What the zone says can be edited, and what cannot, follows from it.
    if (changes) act.changed({ kind: 'domains.dns', id: target.id });
    return wish(act, { nameServers: after, ownNameServers: own }, changes ? event : undefined);
  },
});

/** Keeps others from moving the domain away, or lets them. */
export const editLock = action({
  name: 'domains.lock.edit',
  input: lock,
  target: ownDomain,
  capability: registryRefusals['domains.lock.edit'],
  run: async (act: Act<DomainRow>, { locked }): Promise<DomainDetail> =>
    wish(act, { locked }, locked === act.target.locked ? undefined : { kind: locked ? 'locked' : 'unlocked' }),
});

export const editPrivacy = action({
  name: 'domains.privacy.edit',
  input: privacy,
  target: ownDomain,
  capability: registryRefusals['domains.privacy.edit'],
  run: async (act: Act<DomainRow>, { privacy: on }): Promise<DomainDetail> =>
    wish(act, { privacy: on }, on === act.target.privacy ? undefined : { kind: 'privacy', on }),
});

const renewing = async (act: Act<DomainRow>, autoRenew: boolean): Promise<DomainDetail> => {
  const { tx, target, label, session, now } = act;
  await tx.update(domains).set({ autoRenew }).where(eq(domains.id, target.id));
  await record(act, autoRenew ? { kind: 'renewal_resumed' } : { kind: 'renewal_stopped', expiresOn: target.expiresOn });
  act.changed({ kind: 'domains.domain', id: target.id });
  return domainDetail({ db: tx, label, session, now: now.getTime() }, { ...target, autoRenew });
};

/** What customers call deleting: the domain runs out on its day, and is managed as ever until then. */
export const stopRenewal = action({
  name: 'domains.renewal.stop',
  input: nothing,
  target: ownDomain,
  capability: registryRefusals['domains.renewal.stop'],
  run: (act: Act<DomainRow>) => renewing(act, false),
});

export const resumeRenewal = action({
  name: 'domains.renewal.resume',
  input: nothing,
  target: ownDomain,
  capability: registryRefusals['domains.renewal.resume'],
  run: (act: Act<DomainRow>) => renewing(act, true),
});

/** Renews now. The day it expires goes along, so that one that was renewed meanwhile is not renewed twice. */
export const renewDomain = action({
  name: 'domains.domain.renew',
  input: renewal,
  target: ownDomain,
  capability: registryRefusals['domains.domain.renew'],
  run: async (act: Act<DomainRow>, { expiresOn, years }): Promise<DomainDetail> => {
    const { target, label, now } = act;
    if (target.expiresOn !== expiresOn)
      throw new Problem('version_conflict', { current: { expiresOn: target.expiresOn } });
    // A second one with the same day would be taken for a repetition of the first, and lost.
    if (await isRenewing(act.tx, target.id)) {
      const reason = registryWords(act.session.locale).registryWorks;
      throw refused({ code: 'state_forbids', reason }, act.session, 'domains.domain.renew');
    }
    const today = dayOf(now.getTime(), label.settings.locale.timeZone);
    if (years > yearsLeft(expiresOn, today, tldOf(target.tld)))
      throw new Problem('invalid', { fields: { years: 'number_range' } });
    return wish(act, {}, undefined, { op: 'renew', expiresOn, years, by: act.session.user.name });
  },
});

/** Brings a domain back that was deleted by the registry, for the fee of its ending. */
export const restoreDomain = action({
  name: 'domains.domain.restore',
  input: nothing,
  target: ownDomain,
  capability: registryRefusals['domains.domain.restore'],
  run: (act: Act<DomainRow>) => wish(act, {}, undefined, { op: 'restore', by: act.session.user.name }),
});

/** Brings both together: the registry gets what is wished, and what it alone decides is taken over. */
export const syncDomain = action({
  name: 'domains.domain.sync',
  input: nothing,
  target: ownDomain,
  run: (act: Act<DomainRow>) => wish(act, {}, undefined),
});
