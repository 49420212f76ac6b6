import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isCaddyInstalled } from '../../../bff/demo/platform/caddy.ts';
import { isPowerDnsInstalled, startPowerDns } from '../../../bff/demo/platform/powerdns.ts';
import { embeddedDns } from '../../../bff/platform/dns/embedded.ts';
import { powerDns } from '../../../bff/platform/dns/powerdns.ts';
import type { Subject } from './contract.ts';

/** A reason to skip a test, said aloud; with HC_REQUIRE_REAL=1 a failure instead. */
function skipping(installed: boolean, packages: string): string | false {
  if (installed) return false;
  if (process.env['HC_REQUIRE_REAL'] === '1')
    throw new Error(`${packages} is not installed, but HC_REQUIRE_REAL is set`);
  const reason = `SKIPPED: ${packages} is not installed`;
  console.error(reason);
  return reason;
}

/** Why a test that needs this program cannot run. */
export const lacking = (program: string, packages: string) => skipping(existsSync(program), packages);

/** Why a test that needs Caddy cannot run. */
export const lackingCaddy = () => skipping(isCaddyInstalled(), 'caddy');

/** Why a test that needs PowerDNS cannot run. */
export const lackingPowerDns = () => skipping(isPowerDnsInstalled(), 'pdns-server with pdns-backend-sqlite3');

/** The connector with a PowerDNS of its own. */
export async function realPowerDns(): Promise<Subject> {
  const server = await startPowerDns();
  return { dns: powerDns(server), dnsPort: server.dnsPort, stop: () => server.stop() };
}

/** Our own name server, on a file of its own. */
export async function ownServer(): Promise<Subject> {
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
