import assert from 'node:assert/strict';
import { runProgram } from '../bff/process.ts';
import { programFile } from '../program.ts';

/** What an operator makes for one customer with one domain. */
export interface SmallWorld {
  readonly label: { readonly id: string; readonly secretKey: string; readonly origins: readonly string[] };
  readonly customer: string;
  readonly domain: string;
}

/** Makes a label with a customer and a domain by the operator's command line. */
export async function smallWorld(env: Readonly<Record<string, string>>, name = 'north'): Promise<SmallWorld> {
  const hc = async (...args: string[]) => {
    const { code, out, err } = await runProgram(programFile('cli'), args, env);
    assert.equal(code, 0, err);
    return JSON.parse(out) as { id: string; key: string };
  };
  const { id: reseller } = await hc('reseller', 'create', name);
  const { id } = await hc('label', 'create', reseller, name, `${name}.localhost:${env.HC_PORT}`);
  const origin = `https://www.${name}.example`;
  await hc('origin', 'add', id, origin);
  const { key: secretKey } = await hc('key', 'create', id, 'secret');
  const { id: customer } = await hc('customer', 'create', id, 'Loaf');
  const person = ['user', 'create', id, customer, 'Marieke', `marieke@${name}.example`];
  const made = await runProgram(programFile('cli'), person, env, 'owner of loaf bread');
  assert.equal(made.code, 0, made.err);
  const { id: domain } = await hc('domain', 'add', id, customer, `${name}.example`, '2027-03-14');
  return { label: { id, secretKey, origins: [origin] }, customer, domain };
}
