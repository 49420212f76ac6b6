import type { Forward } from './port.ts';

/** More steps than this from one address to the next nobody has. */
const deepest = 10;

export interface Addresses {
  readonly hasMailbox: (address: string) => boolean;
  readonly forward: (address: string) => Forward | undefined;
}

export interface Destinations {
  readonly mailboxes: ReadonlySet<string>;
  readonly outside: ReadonlySet<string>;
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Where mail for an address ends: each mailbox and each outside address once, however many ways lead there. Nothing = unknown here. */
export function destinationsOf(
  to: string,
  { hasMailbox, forward }: Addresses,
  isLocal: (domain: string) => boolean,
): Destinations {
  const mailboxes = new Set<string>();
  const outside = new Set<string>();
  const seen = new Set<string>();
  const go = (address: string, depth: number): void => {
    if (seen.has(address) || depth > deepest) return;
    seen.add(address);
    if (!isLocal(domainOf(address))) {
      outside.add(address);
      return;
    }
    const found = forward(address);
    if (hasMailbox(address) && (!found || found.keepCopy)) mailboxes.add(address);
    const all = found ?? (hasMailbox(address) ? undefined : forward(`@${domainOf(address)}`));
    for (const target of all?.targets ?? []) go(target, depth + 1);
  };
  go(to.toLowerCase(), 0);
  return { mailboxes, outside };
}
