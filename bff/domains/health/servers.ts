import type { Resolver } from '../../platform/resolver/port.ts';
import { action } from '../../policy/action.ts';
import { registryRefusals } from '../registry/capability.ts';
import { parseHost } from '../rules-names.ts';
import { ownDomain, type DomainRow } from '../zone.ts';
import type { ServersChecked, ServerState } from './answers.ts';
import { serversToCheck } from './input.ts';

/** Whoever may set name servers may have them looked at before. It writes nothing, and what it finds stops nobody. */
export const checkNameServers = action({
  name: 'domains.nameservers.edit',
  input: serversToCheck,
  target: ownDomain,
  capability: registryRefusals['domains.nameservers.edit'],
  run: async (): Promise<void> => {},
});

export async function checkServers(
  resolver: Resolver,
  { name: zone }: Pick<DomainRow, 'name'>,
  texts: readonly string[],
): Promise<ServersChecked> {
  const look = async (text: string): Promise<ServerState> => {
    const parsed = parseHost(text);
    if ('code' in parsed) return 'not_a_name';
    const answer = await resolver.ask(parsed.name, zone).catch(() => undefined);
    return answer === undefined ? 'unknown' : answer.state === 'authoritative' ? 'ok' : answer.state;
  };
  return { items: await Promise.all(texts.map(async (name) => ({ name, state: await look(name) }))) };
}
