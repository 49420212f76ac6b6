import { memoryDns } from '../../../bff/platform/dns/memory.ts';
import { portContract } from './contract.ts';
import { signingContract } from './contract-signing.ts';

const start = async () => {
  const dns = memoryDns();
  return { dns, stop: () => dns.close() };
};
portContract('memory', start);
signingContract('memory', start);
