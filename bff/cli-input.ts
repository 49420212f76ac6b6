import type { Config } from './config.ts';

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

/** Where the files are that a command works on. */
export function localData({ dbUrl, data }: Config): string {
  if (dbUrl !== undefined)
    throw new Error('backup and restore work on local files; use the tools of the libSQL server');
  return data;
}

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
