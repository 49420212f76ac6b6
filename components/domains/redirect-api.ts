import type { Client } from '../../bff/client.ts';
import type { Redirect, RedirectList, RedirectPreview, RedirectSaved } from '../../bff/domains/redirects/answers.ts';
import type { Afterwards } from '../../bff/domains/redirects/kinds.ts';
import { accept } from '../shared/api-error.ts';

/** What a person wishes, as the form has it. */
export type Wish = Omit<Redirect, 'id' | 'name' | 'unicodeName' | 'points' | 'before'>;

/** A redirect as it can be wished for again. */
export const wishOf = (redirect: Redirect): Wish => {
  const { host, kind, target, keepPath, keepQuery, title, description, canonical, noindex } = redirect;
  return { host, kind, target, keepPath, keepQuery, title, description, canonical, noindex };
};

const below = (api: Client) => api.v1.domains[':id'].redirects;
const one = (api: Client) => api.v1.domains.redirects[':id'];

export const listOf = async (api: Client, id: string, signal?: AbortSignal): Promise<RedirectList> =>
  (await (await accept(below(api).$get({ param: { id } }, signal ? { init: { signal } } : {}))).json()) as RedirectList;

/** What saving would do; `known` is the redirect that is edited. */
export async function previewWish(
  api: Client,
  list: RedirectList,
  wish: Wish,
  known?: string,
): Promise<RedirectPreview> {
  const { host, ...rest } = { ...wish, version: list.version };
  const answer = known
    ? accept(one(api).preview.$post({ param: { id: known }, json: rest }))
    : accept(below(api).preview.$post({ param: { id: list.domain.id }, json: { host, ...rest } }));
  return (await (await answer).json()) as RedirectPreview;
}

export async function saveWish(api: Client, list: RedirectList, wish: Wish, known?: string): Promise<RedirectSaved> {
  const { host, ...rest } = { ...wish, version: list.version };
  const answer = known
    ? accept(one(api).$patch({ param: { id: known }, json: rest }))
    : accept(below(api).$post({ param: { id: list.domain.id }, json: { host, ...rest } }));
  return (await (await answer).json()) as RedirectSaved;
}

/** What becomes of the records when a redirect goes. */
export async function previewRemoval(
  api: Client,
  { version }: RedirectList,
  id: string,
  records: Afterwards,
): Promise<RedirectPreview> {
  const { preview } = one(api).delete;
  return (await (await accept(preview.$post({ param: { id }, json: { records, version } }))).json()) as RedirectPreview;
}

export const removeRedirect = async (
  api: Client,
  { version }: RedirectPreview,
  id: string,
  records: Afterwards,
): Promise<RedirectList> =>
  (await (await accept(one(api).$delete({ param: { id }, json: { records, version } }))).json()) as RedirectList;
