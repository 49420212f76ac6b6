import { readFileSync } from 'node:fs';
import type { EppConfig } from '../../../config-epp.ts';
import type { RegistrarPort } from '../port.ts';
import { eppRegistrar } from './epp.ts';

/** The registry of the settings, with the files they name. It is reached when it is first needed. */
export function openEpp({ ca, cert, key, ...settings }: EppConfig): RegistrarPort {
  const pem = (path: string | undefined) => (path === undefined ? undefined : readFileSync(path, 'utf8'));
  return eppRegistrar({ ...settings, ca: pem(ca), cert: pem(cert), key: pem(key) });
}
