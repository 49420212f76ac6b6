import { eq } from 'drizzle-orm';
import type { RRsetChange } from '../bff/domains/records.ts';
import { domains } from '../bff/domains/schema.ts';
import type { ZoneAnswer } from '../bff/domains/answers.ts';
import { accept } from '../components/shared/api-error.ts';
import type { Panel } from '../components/shared/panel.ts';
import type { MemoryPanel } from './panel.decorator.ts';

/** Publishes a change set, as someone at another screen would. */
export async function publish({ api }: Pick<Panel, 'api'>, id: string, changes: readonly RRsetChange[]): Promise<void> {
  const { dns } = api.v1.domains[':id'];
  const zone = (await (await accept(dns.$get({ param: { id } }))).json()) as ZoneAnswer;
  const json = { version: zone.version, changes: [...changes] };
  await accept(dns.$post({ param: { id }, json } as never));
}

/** Gives a domain another name, as long as names can be. */
export const rename =
  (id: string, unicodeName: string) =>
  async ({ deps, me }: MemoryPanel): Promise<void> => {
    await deps.labels.use(me!.label.id, ({ db }) =>
      db.update(domains).set({ unicodeName, name: unicodeName }).where(eq(domains.id, id)),
    );
  };

/** As long as a domain name can be without help: three labels of 63, one of 3. */
export const longName = `${'donaudampfschifffahrtsgesellschaftskapitaenskajuetenschluessel'.slice(0, 63)}.${'rindfleischetikettierungsueberwachungsaufgabenuebertragung'.padEnd(63, 's')}.example`;
