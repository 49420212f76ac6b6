import { isPowerDnsInstalled, startPowerDns, type PowerDnsServer } from '../../bff/demo/platform/powerdns.ts';
import type { RRset } from '../../bff/domains/records.ts';
import { dnsRrsets } from '../../bff/domains/schema.ts';
import { powerDns } from '../../bff/platform/dns/powerdns.ts';
import { passwords } from '../bff/harness.ts';
import { ask } from '../platform/dns/ask.ts';
import { eachInTurn, figure, inTurn, ms, notMeasured, samples, timed, type Row } from './measure.ts';
import { world, type World } from './world.ts';

const customers = 16;
const rounds = 5;
const zone = 'large.example';

/** What brings a publication to a real PowerDNS costs, beside what the server itself takes. */
export async function nameServerBench(rrsets: readonly RRset[]): Promise<Row[]> {
  if (!isPowerDnsInstalled()) return notMeasured('PowerDNS is not installed', 'QZ2', 'QZ3', 'QZ4');
  const server = await startPowerDns();
  let refused = 0;
  const dns = powerDns({
    ...server,
    async fetch(...asked) {
      const answer = await fetch(...asked);
      if (answer.status >= 500) refused += 1;
      return answer;
    },
  });
  const { h, close } = await world({ dns });
  try {
    await dns.createZones([{ name: zone, nameServers: ['ns1.example.net'], rrsets }]);
    let round = 0;
    const hundred = () => {
      round += 1;
      return rrsets
        .slice(0, 100)
        .map(({ name }) => ({ name, type: 'A' as const, ttl: 60 + round, address: '192.0.2.1' }));
    };
    const ours = () =>
      dns.change(
        zone,
        hundred().map(({ address, ...rrset }) => ({ op: 'set', ...rrset, records: [address] })),
      );
    const patch = await inTurn(ours, () => bare(server, hundred()), samples(20));
    return [timed('QZ2', patch), await answered({ h, server, rrsets }), await together(h, () => refused)];
  } finally {
    await close();
    await dns.close();
    await server.stop();
  }
}

interface Line {
  readonly name: string;
  readonly type: 'A';
  readonly ttl: number;
  readonly address: string;
}

/** What anybody would send who knows what changed. */
async function bare({ url, key }: PowerDnsServer, lines: readonly Line[]): Promise<void> {
  const rrsets = lines.map(({ name, address, ...rrset }) => ({
    ...rrset,
    name: `${name}.${zone}.`,
    changetype: 'REPLACE',
    records: [{ content: address, disabled: false }],
  }));
  const { status } = await fetch(`${url}/api/v1/servers/localhost/zones/${zone}.`, {
    method: 'PATCH',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ rrsets }),
  });
  if (status !== 204) throw new Error(`PowerDNS answered ${status}`);
}

type Harness = World['h'];

async function signedIn(h: Harness, name: string) {
  const label = await h.label(name);
  const customer = await h.customer(label.id, name);
  const { username } = await h.user(label.id, customer, name);
  const cookie = await h.signIn(label, username, passwords.owner);
  const versions = new Map<string, number>();
  const publish = async (domain: string, name: string, address: string) => {
    const version = versions.get(domain) ?? 1;
    const changes = [{ op: 'set', name, type: 'A', ttl: 60, records: [address] }];
    const answer = await h.request(`http://${label.host}/v1/domains/${domain}/dns`, {
      method: 'POST',
      cookie,
      body: JSON.stringify({ version, changes }),
    });
    versions.set(domain, version + 1);
    return answer.status;
  };
  return { label, customer, publish };
}

/** From "save" until the name server says it. */
async function answered({ h, server, rrsets }: { h: Harness; server: PowerDnsServer; rrsets: readonly RRset[] }) {
  const { label, customer, publish } = await signedIn(h, 'large');
  const id = await h.domain(label.id, customer, zone);
  await h.store.labels.use(label.id, async ({ db }) => {
    for (let from = 0; from < rrsets.length; from += 500)
      await db
        .insert(dnsRrsets)
        .values(
          rrsets.slice(from, from + 500).map((rrset) => ({ domainId: id, ...rrset, records: [...rrset.records] })),
        );
  });
  await h.dns.ensureZone({ name: zone, nameServers: ['ns1.example.net'], rrsets });
  let last = 0;
  const next = () => `198.51.100.${(last = (last % 250) + 1)}`;
  const seen = async (address: string) => {
    for (;;) if ((await ask(server.dnsPort, `host-1.${zone}`, 'A')).answers[0]?.endsWith(` ${address}`)) return;
  };
  const saved = async () => {
    const address = next();
    const began = performance.now();
    const status = await publish(id, 'host-1', address);
    if (status !== 200) throw new Error(`the publication answered ${status}`);
    await seen(address);
    const took = performance.now() - began;
    // PowerDNS refuses what comes before the answer to ours.
    await h.bff.jobs.idle(label.id);
    return took;
  };
  const patched = async () => {
    const address = next();
    const began = performance.now();
    await bare(server, [{ name: 'host-1', type: 'A', ttl: 60, address }]);
    await seen(address);
    return performance.now() - began;
  };
  await saved();
  const took = await eachInTurn({ saved, patched }, samples(20));
  return { ...figure('QZ3', Math.max(0, took.saved - took.patched)), ours: ms(took.saved), beside: ms(took.patched) };
}

/** Each customer has a label of his own: nothing of ours holds one back until the other is done. */
async function together(h: Harness, refused: () => number): Promise<Row> {
  const all = [];
  for (let n = 0; n < customers; n += 1) {
    const one = await signedIn(h, `c${n}`);
    all.push({ ...one, domain: await h.domain(one.label.id, one.customer, `c${n}.example`) });
  }
  const before = refused();
  let failed = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const codes = await Promise.all(all.map(({ publish, domain }) => publish(domain, 'www', `192.0.2.${round}`)));
    failed += codes.filter((code) => code !== 200).length;
    await Promise.all(all.map(({ label }) => h.bff.jobs.idle(label.id)));
  }
  return figure('QZ4', failed + refused() - before, `${customers * rounds} writes`);
}
