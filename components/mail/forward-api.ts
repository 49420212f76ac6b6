import type { Client } from '../../bff/client.ts';
import type { Forward, ForwardPreview, ForwardSaved } from '../../bff/mail/forwards/answers.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { accept } from '../shared/api-error.ts';

/** What a person wishes, as the form has it. */
export interface Wish {
  /** Id of a domain. */
  readonly domain: string;
  /** Before the @; `*` for all that nothing else of the domain takes. */
  readonly local: string;
  readonly targets: readonly string[];
  /** Undefined where no mailbox could keep one: then it stays as it was. */
  readonly keepCopy: boolean | undefined;
}

const all = (api: Client) => api.v1.mail.forwards;
const one = (api: Client) => all(api)[':id'];
type Answer = Parameters<typeof accept>[0];
const jsonOf = async <T>(answer: Answer): Promise<T> => (await (await accept(answer as Promise<Response>)).json()) as T;

/** What may be done with one is named apart for catch-alls. */
export const actionOn = (catchAll: boolean, verb: 'create' | 'edit' | 'delete'): Action =>
  catchAll ? 'mail.catch_all.edit' : `mail.forward.${verb}`;

/** A forward as it can be wished for again. */
export const wishOf = ({ address, catchAll, domain, targets, hasMailbox, keepCopy }: Forward): Wish => ({
  domain,
  local: catchAll ? '*' : address.slice(0, address.lastIndexOf('@')),
  targets: targets.map((target) => target.address),
  keepCopy: hasMailbox ? keepCopy : undefined,
});

export const previewWish = async (
  api: Client,
  wish: Omit<Wish, 'keepCopy'> & { readonly keepCopy: boolean },
  signal: AbortSignal,
): Promise<ForwardPreview> =>
  jsonOf(all(api).preview.$post({ json: { ...wish, targets: [...wish.targets] } }, { init: { signal } }) as Answer);

/** `known` is the forward that is edited. */
export async function saveWish(api: Client, wish: Wish, known?: Forward): Promise<ForwardSaved> {
  const { domain, local } = wish;
  const targets = [...wish.targets];
  const copy = wish.keepCopy === undefined ? {} : { keepCopy: wish.keepCopy };
  if (local === '*') return jsonOf(all(api).catch_all.$post({ json: { domain, targets } }) as Answer);
  if (known) return jsonOf(one(api).$patch({ param: { id: known.id }, json: { targets, ...copy } }) as Answer);
  return jsonOf(all(api).$post({ json: { domain, local, targets, ...copy } }) as Answer);
}

export const removeForward = async (api: Client, { id, catchAll }: Forward): Promise<Forward> => {
  const at = catchAll ? all(api).catch_all[':id'] : one(api);
  return jsonOf(at.$delete({ param: { id }, json: {} } as never) as Answer);
};

export const askAgain = async (api: Client, { id }: Forward, target: string): Promise<Forward> =>
  jsonOf(one(api).resend.$post({ param: { id }, json: { target } }) as Answer);
