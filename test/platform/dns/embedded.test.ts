import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedDns } from '../../../bff/platform/dns/embedded.ts';
import { portContract, type Subject } from './contract.ts';
import { namesContract } from './contract-names.ts';
import { wireContract } from './contract-wire.ts';

async function embedded(): Promise<Subject> {
  const dir = mkdtempSync(join(tmpdir(), 'hc-dns-'));
  const dns = await embeddedDns({ path: join(dir, 'dns.db'), port: 0 });
  return {
    dns,
    dnsPort: dns.port,
    stop: async () => {
      await dns.close();
      rmSync(dir, { recursive: true });
    },
  };
}

portContract('embedded', embedded);
wireContract('embedded', embedded);
namesContract('embedded', embedded);
