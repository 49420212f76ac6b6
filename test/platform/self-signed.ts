import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SelfSigned {
  readonly key: string;
  readonly certificate: string;
}

/** A certificate for `DNS:…,IP:…`, valid for two days from now, or from when `faketime` is told: `5 days ago`. */
export function selfSigned(names: string, from?: string): SelfSigned {
  const folder = mkdtempSync(join(tmpdir(), 'hc-certificate-'));
  const [key, certificate] = [join(folder, 'key'), join(folder, 'crt')];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const subject = ['-subj', '/CN=tests', '-addext', `subjectAltName=${names}`];
  const openssl = ['openssl', ...made, ...subject, '-keyout', key, '-out', certificate];
  const [program, ...args] = from ? ['faketime', from, ...openssl] : openssl;
  try {
    execFileSync(program!, args, { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
