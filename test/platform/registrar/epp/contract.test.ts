import { eppRegistrar } from '../../../../bff/platform/registrar/epp/epp.ts';
import type { KnownDomain } from '../../../../bff/platform/registrar/port.ts';
import { registrarContract } from '../contract.ts';
import { transferContract } from '../contract-transfers.ts';
import { startEppServer } from './server.ts';
import { credentials } from './state.ts';
import { othersAt } from './transfer-commands.ts';

let day = '2026-11-25';
const now = () => Date.parse(`${day}T12:00:00Z`);

async function overEpp() {
  const server = await startEppServer(now);
  const { port, trust, registry } = server;
  const registrar = eppRegistrar({ host: '127.0.0.1', port, ca: trust.certificate, ...credentials, now });
  return {
    registrar,
    others: othersAt(registry),
    turn: (to: string) => void (day = to),
    put: (domain: KnownDomain) => registry.put(domain),
    stop: async () => {
      await registrar.close();
      await server.stop();
    },
  };
}
registrarContract('epp', overEpp);
transferContract('epp', overEpp);
