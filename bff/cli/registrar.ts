import { join } from 'node:path';
import type { Config } from '../config.ts';
import { toAscii } from '../domains/rules-names.ts';
import { embeddedRegistrar, type EmbeddedRegistrar } from '../platform/registrar/embedded.ts';
import { type Command, given, known } from './input.ts';

/** Works on the simulated registry, as others do who have an account there. */
async function simulated<T>({ data, epp, demoDays }: Config, body: (registry: EmbeddedRegistrar) => Promise<T>) {
  if (epp) throw new Error('at a real registry other registrars act by themselves');
  const registry = embeddedRegistrar(join(data, 'registrar.db'), () => Date.now() + demoDays * 86_400_000);
  try {
    return await body(registry);
  } finally {
    await registry.close();
  }
}

const named = (name: string | undefined): string => {
  const ascii = toAscii(given(name, 'domain'));
  if (!ascii) throw new Error(`${name} is no domain name`);
  return ascii;
};

/** What another registrar does at the simulated registry; a BFF that runs hears of it as of a real one. */
export const registrarCommands: readonly Command[] = [
  {
    words: 'registrar ask',
    usage: '<domain>',
    help: 'simulated registry: another registrar asks for a domain of ours',
    onFiles: ([name], { config }) =>
      simulated(config, async (registry) => {
        const domain = named(name);
        await registry.others.askFor(domain, await registry.authCode(domain));
        return registry.transfer(domain);
      }),
  },
  {
    words: 'registrar answer',
    usage: '<domain> approve|reject|cancel',
    help: 'simulated registry: it answers what we ask for, or withdraws what it asked for',
    onFiles: ([name, how], { config }) =>
      simulated(config, async (registry) => {
        const domain = named(name);
        await registry.others.answer(
          domain,
          known(['approve', 'reject', 'cancel'] as const, given(how, 'answer'), 'answer'),
        );
        return registry.transfer(domain);
      }),
  },
];
