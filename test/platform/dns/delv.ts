import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dsText, type Ds } from '../../../bff/domains/dnssec/ds.ts';
import { scratch } from '../../bff/store/files.ts';
import { ask } from './ask.ts';

/** What a validating resolver says of an answer: `bogus` also when there is none that it could believe. */
export type Verdict = 'validated' | 'unsigned' | 'bogus';

const folder = scratch();
let count = 0;

/**
 * BIND's delv asks the server on 127.0.0.1 and validates from the DS on, as a resolver would that has them from the parent.
 * Without a DS the parent says that the zone is not signed, and any answer will do.
 */
export async function verdictOf(
  port: number,
  zone: string,
  ds: readonly Ds[],
  name = zone,
  type = 'A',
): Promise<Verdict> {
  if (!ds.length) return (await ask(port, name, type as 'A')).authoritative ? 'unsigned' : 'bogus';
  const anchors = join(folder, `anchors-${(count += 1)}`);
  const trusted = ds.map((one) => {
    const [tag, algorithm, digestType, digest] = dsText(one).split(' ');
    return `"${zone}." static-ds ${tag} ${algorithm} ${digestType} "${digest}";`;
  });
  writeFileSync(anchors, `trust-anchors { ${trusted.join(' ')} };`);
  const args = ['@127.0.0.1', '-p', String(port), '-a', anchors, `+root=${zone}`, name, type];
  const { stdout, error } = spawnSync('delv', args, { encoding: 'utf8', timeout: 20_000 });
  if (error) throw error;
  return /; (?:negative response, )?fully validated/.test(stdout) ? 'validated' : 'bogus';
}
