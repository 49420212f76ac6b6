import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  /** Files in PEM. */
  readonly key: string;
  readonly certificate: string;
}

const days = '825';

/** A certificate for the loopback that the servers sign themselves; the one in the directory when there is one. */
export function ownCertificate(dir: string): Certificate {
  const [key, certificate] = [join(dir, 'tls.key'), join(dir, 'tls.crt')];
  if (existsSync(key) && existsSync(certificate)) return { key, certificate };
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', days];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync('openssl', [...made, ...names, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  chmodSync(key, 0o600);
  return { key, certificate };
}
