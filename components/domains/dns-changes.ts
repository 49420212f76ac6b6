import type { HistoryPage, Preview, ZoneAnswer } from '../../bff/domains/answers.ts';
import type { ImportPreview } from '../../bff/domains/zone-file/answers.ts';
import type { TemplateList } from '../../bff/domains/templates/answers.ts';
import type { RRsetChange } from '../../bff/domains/records.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import type { Client } from '../../bff/client.ts';

/** What a change set would do; nothing is kept. */
export async function previewChanges(api: Client, zone: ZoneAnswer, changes: readonly RRsetChange[]): Promise<Preview> {
  const answer = await accept(dnsOf(api).preview.$post(body(zone, changes) as never));
  return (await answer.json()) as Preview;
}

/** Publishes; rejects with `version_conflict` and the zone as it is when someone was faster. */
export async function publishChanges(
  api: Client,
  zone: ZoneAnswer,
  changes: readonly RRsetChange[],
): Promise<ZoneAnswer> {
  const answer = await accept(dnsOf(api).$post(body(zone, changes) as never));
  return (await answer.json()) as ZoneAnswer;
}

/** Takes one publication back. */
export async function undoChange(api: Client, change: string, version: number): Promise<ZoneAnswer> {
  const { rollback } = api.v1.domains.changes[':id'];
  return (await (await accept(rollback.$post({ param: { id: change }, json: { version } }))).json()) as ZoneAnswer;
}

/** One page of what was published, newest first. */
export async function historyOf(api: Client, { domain }: ZoneAnswer, cursor?: string): Promise<HistoryPage> {
  const query = cursor === undefined ? {} : { cursor };
  const answer = await accept(dnsOf(api).history.$get({ param: { id: domain.id }, query } as never));
  return (await answer.json()) as HistoryPage;
}

/** What a zone file would do; nothing is kept. */
export async function previewImport(api: Client, zone: ZoneAnswer, text: string, replace: boolean) {
  const answer = await accept(dnsOf(api).import.preview.$post(fileBody(zone, text, replace)));
  return (await answer.json()) as ImportPreview;
}

export async function importZone(api: Client, zone: ZoneAnswer, text: string, replace: boolean): Promise<ZoneAnswer> {
  const answer = await accept(dnsOf(api).import.$post(fileBody(zone, text, replace)));
  return (await answer.json()) as ZoneAnswer;
}

export async function templatesOf(api: Client, { domain }: ZoneAnswer): Promise<TemplateList> {
  const answer = await accept(dnsOf(api).templates.$get({ param: { id: domain.id } }));
  return (await answer.json()) as TemplateList;
}

/** What a template would do; nothing is kept. */
export async function previewTemplate(
  api: Client,
  { domain, version }: ZoneAnswer,
  template: string,
): Promise<Preview> {
  const asked = { param: { id: domain.id }, json: { version, template } };
  return (await (await accept(dnsOf(api).templates.preview.$post(asked))).json()) as Preview;
}

export async function applyTemplate(
  api: Client,
  { domain, version }: ZoneAnswer,
  template: string,
): Promise<ZoneAnswer> {
  const asked = { param: { id: domain.id }, json: { version, template } };
  return (await (await accept(dnsOf(api).templates.$post(asked))).json()) as ZoneAnswer;
}

/** The zone as it is now, when an error carries it. */
export function conflictOf(error: unknown): { error: ApiError; now: ZoneAnswer } | undefined {
  const known = asApiError(error);
  return known.code === 'version_conflict' && known.current
    ? { error: known, now: known.current as ZoneAnswer }
    : undefined;
}

const dnsOf = (api: Client) => api.v1.domains[':id'].dns;

const body = ({ domain, version }: ZoneAnswer, changes: readonly RRsetChange[]) => ({
  param: { id: domain.id },
  json: { version, changes },
});

const fileBody = ({ domain, version }: ZoneAnswer, text: string, replace: boolean) => ({
  param: { id: domain.id },
  json: { version, text, replace },
});
