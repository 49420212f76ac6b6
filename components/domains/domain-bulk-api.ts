import type { BulkItems, BulkPreview, BulkRun } from '../../bff/domains/bulk/answers.ts';
import type { BulkWish } from '../../bff/domains/bulk/input.ts';
import type { Client } from '../../bff/client.ts';
import { accept } from '../shared/api-error.ts';

const bulk = (api: Client) => api.v1.domains.bulk;

export async function previewBulk(api: Client, domains: string[], wish: BulkWish): Promise<BulkPreview> {
  const answer = await accept(bulk(api).preview.$post({ json: { which: { domains }, wish } }));
  return (await answer.json()) as BulkPreview;
}

export async function startBulk(api: Client, domains: string[], wish: BulkWish, seen: string): Promise<BulkRun> {
  const answer = await accept(bulk(api).$post({ json: { which: { domains }, wish, seen } }));
  return (await answer.json()) as BulkRun;
}

export async function runOf(api: Client, id: string): Promise<BulkRun> {
  return (await (await accept(bulk(api)[':id'].$get({ param: { id } }))).json()) as BulkRun;
}

export async function itemsOf(api: Client, id: string, state: string, cursor?: string): Promise<BulkItems> {
  const query = { ...(state ? { state } : {}), ...(cursor === undefined ? {} : { cursor }) };
  const answer = await accept(bulk(api)[':id'].items.$get({ param: { id }, query } as never));
  return (await answer.json()) as BulkItems;
}

export async function closeBulk(api: Client, id: string): Promise<void> {
  await accept(bulk(api)[':id'].close.$post({ param: { id }, json: {} }));
}

export async function cancelBulk(api: Client, id: string): Promise<BulkRun> {
  return (await (await accept(bulk(api)[':id'].cancel.$post({ param: { id }, json: {} }))).json()) as BulkRun;
}

export async function retryBulk(api: Client, id: string): Promise<BulkRun> {
  return (await (await accept(bulk(api)[':id'].retry.$post({ param: { id }, json: {} }))).json()) as BulkRun;
}
