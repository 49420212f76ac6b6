import { harness, type HarnessOptions } from '../bff/harness.ts';

export interface Pair {
  readonly name: string;
  readonly known: () => Promise<Response>;
  readonly unknown: () => Promise<Response>;
}

/** Questions about somebody who is there and somebody who is not, which must not be told apart. */
export async function pairs(options: HarnessOptions = {}) {
  const h = await harness(options);
  const label = await h.label('north');
  await h.user(label.id, await h.customer(label.id, 'Loaf'), 'Marieke');
  const post = async (path: string, body: object) =>
    h.request(`http://${label.host}/v1/auth/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const signIn = (login: string) => () => post('sign_in', { login, password: 'not the right one' });
  const reset = (email: string) => () => post('reset_request', { email });
  const list: Pair[] = [
    { name: 'sign-in by user name', known: signIn('marieke'), unknown: signIn('mariette') },
    { name: 'sign-in by e-mail', known: signIn('marieke@people.example'), unknown: signIn('mariette@people.example') },
    { name: 'reset', known: reset('marieke@people.example'), unknown: reset('mariette@people.example') },
  ];
  return { h, label, list };
}
