import { inArray, sql } from 'drizzle-orm';
import type * as v from 'valibot';
import type { FieldCodes } from '../../http/problem.ts';
import type { Verb } from '../../policy/action.ts';
import { enactOn, judged, type Enacted, type Through } from '../../policy/enact.ts';
import type { Db } from '../../store/database.ts';
import { prepared } from '../../store/prepared.ts';
import { zoneSigning } from '../dnssec/schema.ts';
import { parseNameServers } from '../registry/rules.ts';
import { childHosts } from '../registry/schema.ts';
import {
  editLock,
  editNameServers,
  editPrivacy,
  judgeNameServers,
  resumeRenewal,
  stopRenewal,
} from '../registry/verbs.ts';
import { applyTemplate, changesNothing, judgeTemplate, templatesOf } from '../templates/verbs.ts';
import { readZones, type DomainRow } from '../zone.ts';
import type { BulkWish } from './input.ts';
import { bulkEffects, type BulkEffect } from './states.ts';

type InputOf<Name extends BulkWish['action']> = Extract<BulkWish, { action: Name }>['input'];
type Context = Pick<Through, 'session' | 'label'>;

interface Form<Input> {
  /** Wrong for whichever domain, by the field of the input. */
  readonly faults?: (input: Input, context: Context) => FieldCodes;
  /** It is so already, as far as its row tells. */
  readonly already?: (domain: DomainRow, input: Input) => boolean;
  /** Reads for many domains what the verb looks at beside the row. What it answers judges one of them: throws, or tells what would come of it. */
  readonly judge?: (db: Db, ids: readonly string[], input: Input, context: Context) => Promise<Judge>;
}

export type Judge = (domain: DomainRow) => Promise<Judged>;
export interface Judged {
  readonly changes: boolean;
  readonly effects: readonly BulkEffect[];
}

/** How an action is done with many domains: always by its own verb, whose checks it shares. */
export interface Kind<Input> extends Form<Input> {
  /** Throws why this domain does not allow it. */
  allows(domain: DomainRow, context: Context): void;
  enact(tx: Db, through: Through, id: string, input: Input): Promise<Enacted<unknown>>;
}

const by = <Schema extends v.GenericSchema, Input>(
  verb: Verb<Schema, DomainRow, unknown>,
  inputOf: (input: Input, domain: DomainRow) => v.InferOutput<Schema>,
  form: Form<Input> = {},
): Kind<Input> => ({
  ...form,
  allows: (domain, context) => void judged(verb, domain, context),
  enact: (tx, through, id, input) => enactOn(tx, verb, through, id, (domain) => inputOf(input, domain)),
});

const among = sql`(select value from json_each(${sql.placeholder('ids')}))`;
const hostsAmong = prepared((db) =>
  db
    .select({ id: childHosts.domainId, name: childHosts.name })
    .from(childHosts)
    .where(inArray(childHosts.domainId, among))
    .prepare(),
);
const signedAmong = prepared((db) =>
  db.select({ id: zoneSigning.domainId }).from(zoneSigning).where(inArray(zoneSigning.domainId, among)).prepare(),
);

const onNameServers: Form<InputOf<'domains.nameservers.edit'>> = {
  faults(input) {
    if (input.own) return {};
    const { codes } = parseNameServers(input.nameServers, { name: 'invalid', tld: 'invalid' }, []);
    const wrong = Object.entries(codes)
      // How many an ending wants is a matter of each domain.
      .filter(([at]) => at !== 'list')
      .map(([at, code]) => [`wish.input.nameServers.${at}`, code]);
    return Object.fromEntries(wrong) as Record<string, string>;
  },
  async judge(db, ids, input, context) {
    const values = { ids: JSON.stringify(ids) };
    const hosts = Map.groupBy(await hostsAmong(db).all(values), ({ id }) => id);
    const signed = new Set((await signedAmong(db).all(values)).map(({ id }) => id));
    return async (domain) => {
      const names = (hosts.get(domain.id) ?? []).map(({ name }) => name);
      const facts = { hosts: names, signed: signed.has(domain.id) };
      const { own, changes } = judgeNameServers(domain, input, context, facts);
      const leaves = domain.ownNameServers && !own;
      const returns = own && !domain.ownNameServers;
      return { changes, effects: leaves ? ['dns_leaves'] : returns ? ['dns_returns'] : [] };
    };
  },
};

const onTemplate: Form<InputOf<'domains.template.apply'>> = {
  faults: ({ template }, { label }) =>
    templatesOf(label).some(({ id }) => id === template) ? {} : { 'wish.input.template': 'choice' },
  async judge(db, ids, input, { session, label }) {
    const zones = await readZones(db, ids);
    return async (domain) => {
      try {
        const { warnings } = await judgeTemplate(db, label, session, domain, input, zones.get(domain.id) ?? []);
        const codes: ReadonlySet<string> = new Set(warnings.map(({ code }) => code));
        return { changes: true, effects: bulkEffects.filter((effect) => codes.has(effect)) };
      } catch (error) {
        if (changesNothing(error)) return { changes: false, effects: [] };
        throw error;
      }
    };
  },
};

const as = <Input>(input: Input): Input => input;

/** The one place that says which actions have a form for many domains. */
const kinds: { readonly [Name in BulkWish['action']]: Kind<InputOf<Name>> } = {
  'domains.nameservers.edit': by(editNameServers, as, onNameServers),
  'domains.lock.edit': by(editLock, as, { already: (domain, { locked }) => domain.locked === locked }),
  'domains.privacy.edit': by(editPrivacy, as, { already: (domain, { privacy }) => domain.privacy === privacy }),
  'domains.renewal.stop': by(stopRenewal, as, { already: ({ autoRenew }) => !autoRenew }),
  'domains.renewal.resume': by(resumeRenewal, as, { already: ({ autoRenew }) => autoRenew }),
  // Whatever a zone is when its turn comes: a template adds to it, and is judged with it.
  'domains.template.apply': by(
    applyTemplate,
    ({ template }, { zoneVersion: version }) => ({ template, version }),
    onTemplate,
  ),
};

export const kindOf = ({ action }: BulkWish): Kind<unknown> => kinds[action] as Kind<unknown>;
