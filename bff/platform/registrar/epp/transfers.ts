import type { Call } from '../../call.ts';
import { RegistrarError } from '../port.ts';
import { isApproved, type RegistryTransfer, type TransferPort } from '../transfers.ts';
import { readLookup, readTransfer, type Answer } from './answers.ts';
import { domainInfo, domainTransfer, type Command } from './frames.ts';
import { isDone } from './results.ts';

interface Registry {
  /** Rejects when it is not done, unless the code was expected. */
  send(command: Command, call?: Call, expected?: readonly number[]): Promise<Answer>;
  understood<T>(read: () => T): T;
  /** The id that our domains are registered under. */
  readonly sponsor: string;
}

const missing = 2303;
const stranger = 2201;
/** It never moved, or nothing is pending any more. */
const notMoving = 2301;

/** Moves between registrars over EPP (RFC 5731 §3.1.3, §3.2.4). */
export function eppTransfers({
  send,
  understood,
  sponsor,
}: Registry): Pick<TransferPort, 'look' | 'askFor' | 'transfer' | 'endTransfer'> {
  async function transfer(name: string, call?: Call): Promise<RegistryTransfer | undefined> {
    const answer = await send(domainTransfer('query', name), call, [missing, stranger, notMoving]);
    return isDone(answer.code) ? understood(() => readTransfer(answer, sponsor)) : undefined;
  }

  return {
    async look(name, call) {
      const answer = await send(domainInfo(name), call, [missing, stranger]);
      if (answer.code === missing) return undefined;
      // Some registries tell strangers no more than that it is there.
      return isDone(answer.code) ? understood(() => readLookup(answer, sponsor)) : { ours: false, statuses: [] };
    },
    transfer,
    async askFor(name, code, call) {
      try {
        const answer = await send(domainTransfer('request', name, code), call);
        return understood(() => readTransfer(answer, sponsor));
      } catch (error) {
        if (!(error instanceof RegistrarError) || error.code === 'unreachable') throw error;
        // An earlier try may have got through, and the code is void once it has moved.
        const found = await transfer(name, call);
        if (found?.incoming && (found.state === 'pending' || isApproved(found.state))) return found;
        throw error;
      }
    },
    async endTransfer(name, how, call) {
      const answer = await send(domainTransfer(how, name), call, [notMoving]);
      if (isDone(answer.code)) return understood(() => readTransfer(answer, sponsor));
      const found = await transfer(name, call);
      if (!found) throw new RegistrarError('refused', `${name} is not on its way`);
      return found;
    },
  };
}
