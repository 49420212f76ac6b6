import type { Client } from '../../bff/client.ts';
import type { ImportPreview, ImportRows, ImportRun } from '../../bff/mail/import/answers.ts';
import type { ImportRow } from '../../bff/mail/import/input.ts';
import { accept } from '../shared/api-error.ts';

const imports = (api: Client) => api.v1.mail.imports;

export async function previewImport(api: Client, rows: ImportRow[]): Promise<ImportPreview> {
  return (await (await accept(imports(api).preview.$post({ json: { rows } }))).json()) as ImportPreview;
}

export async function startImport(api: Client, rows: ImportRow[]): Promise<ImportRun> {
  return (await (await accept(imports(api).$post({ json: { rows } }))).json()) as ImportRun;
}

export async function importOf(api: Client, id: string): Promise<ImportRun> {
  return (await (await accept(imports(api)[':id'].$get({ param: { id } }))).json()) as ImportRun;
}

/** All lines that make no mailbox; a page holds 100. */
export async function leftOut(api: Client, id: string): Promise<ImportRows['items']> {
  const items: ImportRows['items'] = [];
  for (const state of ['refused', 'dropped'] as const)
    for (let cursor: string | null | undefined; cursor !== null;) {
      const query = { state, ...(cursor ? { cursor } : {}) };
      const answer = await accept(imports(api)[':id'].rows.$get({ param: { id }, query } as never));
      const page = (await answer.json()) as ImportRows;
      items.push(...page.items);
      cursor = page.next;
    }
  return items;
}

export async function cancelImport(api: Client, id: string): Promise<ImportRun> {
  return (await (await accept(imports(api)[':id'].cancel.$post({ param: { id }, json: {} }))).json()) as ImportRun;
}

export async function closeImport(api: Client, id: string): Promise<void> {
  await accept(imports(api)[':id'].close.$post({ param: { id }, json: {} }));
}
