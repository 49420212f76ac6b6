import { parseDs, type Ds } from '../../domains/dnssec/ds.ts';
import type { Call } from '../call.ts';
import { DnsError, type DnsPort } from './port.ts';
import type { powerDnsApi } from './powerdns-api.ts';

interface Key {
  readonly id: number;
  readonly active: boolean;
  /** As in a zone file, one for each digest. */
  readonly ds?: readonly string[];
}

const sha256 = 2;
/** ECDSA P-256 with SHA-256, as RFC 8624 recommends; one key for both tasks, since the server has it anyhow. */
const newKey = { keytype: 'csk', active: true, algorithm: 'ecdsap256sha256' };
/** No salt and no more rounds than none (RFC 9276); narrow: what is not there is denied without naming what is. */
const denial = { nsec3param: '1 0 0 -', nsec3narrow: true };
const published = { 'PUBLISH-CDS': [String(sha256)], 'PUBLISH-CDNSKEY': ['1'] };
/** The server makes of it the records that ask for deletion. */
const withdrawn = { 'PUBLISH-CDS': ['0'], 'PUBLISH-CDNSKEY': ['0'] };

/** Signing by PowerDNS, which makes the signatures when it answers. */
export function powerDnsKeys(
  { read, request, inTurn }: ReturnType<typeof powerDnsApi>,
  pathOf: (zone: string) => string,
): Pick<DnsPort, 'signs' | 'sign' | 'withdraw' | 'unsign'> {
  const keysOf = (zone: string) => read<readonly Key[]>(`${pathOf(zone)}/cryptokeys`);
  const active = async (zone: string) => (await keysOf(zone))?.filter((key) => key.active);

  async function say(zone: string, metadata: Readonly<Record<string, readonly string[]>>, call?: Call): Promise<void> {
    for (const [name, value] of Object.entries(metadata))
      await request('PUT', `${pathOf(zone)}/metadata/${name}`, { expected: [200], body: { metadata: value }, call });
  }

  async function sign(zone: string, call?: Call): Promise<readonly Ds[]> {
    const keys = await active(zone);
    if (!keys) throw new DnsError('zone_missing', `PowerDNS does not have the zone ${zone}`);
    if (!keys.length) await request('POST', `${pathOf(zone)}/cryptokeys`, { body: newKey, call });
    await request('PUT', pathOf(zone), { body: denial, call });
    await say(zone, published, call);
    const ds = ((await active(zone)) ?? [])
      .flatMap(({ ds = [] }) => ds.map(parseDs))
      .filter((ds) => ds !== undefined && ds.digestType === sha256) as Ds[];
    // Without one the registry would be told that there is none, and the zone be called signed.
    if (!ds.length) throw new DnsError('refused', `PowerDNS has no key of ${zone} that its parent could vouch for`);
    return ds;
  }

  async function unsign(zone: string, call?: Call): Promise<void> {
    for (const name of Object.keys(published))
      await request('DELETE', `${pathOf(zone)}/metadata/${name}`, { expected: [200, 404, 422], call });
    for (const { id } of (await keysOf(zone)) ?? [])
      await request('DELETE', `${pathOf(zone)}/cryptokeys/${id}`, { expected: [404], call });
  }

  return {
    signs: true,
    sign: (zone, call) => inTurn(() => sign(zone, call)),
    withdraw: (zone, call) =>
      inTurn(async () => {
        if ((await active(zone))?.length) await say(zone, withdrawn, call);
      }),
    unsign: (zone, call) => inTurn(() => unsign(zone, call)),
  };
}
