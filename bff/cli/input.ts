import type { Config } from '../config.ts';
import type { LabelHandle } from '../store/labels.ts';
import type { Store } from '../store/start.ts';

/** What a command is given beside its words. */
export interface Given {
  readonly config: Config;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly stdin: AsyncIterable<string | Uint8Array>;
}
interface Words {
  readonly words: string;
  readonly usage: string;
  readonly help: string;
}
/** One thing that operators can ask for at the command line. */
export type Command = Words &
  (
    | { readonly run: (args: readonly string[], given: Given & { readonly store: Store }) => Promise<unknown> }
    /** Works on files: the databases are not opened, and need not be there. */
    | { readonly onFiles: (args: readonly string[], given: Given) => Promise<unknown> }
  );

/** The id of a label that exists. */
export async function labelOf(store: Store, id: string | undefined): Promise<string> {
  const labels = await store.control.labels();
  if (!labels.some((label) => label.id === given(id, 'label id'))) throw new Error(`there is no label ${id}`);
  return given(id, 'label id');
}

export const inLabel = async <T>(
  store: Store,
  id: string | undefined,
  body: (label: LabelHandle) => Promise<T>,
): Promise<T> => store.labels.use(await labelOf(store, id), body);

/** A word that must be there. */
export const given = (value: string | undefined, name: string): string => {
  if (!value) throw new Error(`${name} is missing`);
  return value;
};
/** The text of an option. */
export const text = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** One of the names that there are. */
export const known = <T extends string>(names: readonly T[], name: string, kind: string): T => {
  const found = names.find((one) => one === name);
  if (!found) throw new Error(`${name} is no ${kind}`);
  return found;
};

/** A password from standard input: arguments can be seen by others. */
export async function readPassword(stdin: AsyncIterable<string | Uint8Array>): Promise<string> {
  let password = '';
  const decoder = new TextDecoder();
  for await (const chunk of stdin)
    password += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  password = password.replace(/\r?\n$/, '');
  if (password.length < 12 || password.length > 128) throw new Error('a password has 12 to 128 signs');
  return password;
}
