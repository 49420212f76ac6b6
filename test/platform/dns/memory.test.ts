import { memoryDns } from '../../../bff/platform/dns/memory.ts';
import { portContract } from './contract.ts';

portContract('memory', async () => {
  const dns = memoryDns();
  return { dns, stop: () => dns.close() };
});
