import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('dkim-verify.pl', import.meta.url));

/** What somebody who did not sign it, Mail::DKIM of Perl, says of each signature: where its key is, and `pass` or not. */
export async function verifyDkim(raw: string, dnsPort: number): Promise<string[]> {
  const child = spawn('perl', [script, String(dnsPort)]);
  child.stdin.end(Buffer.from(raw, 'latin1'));
  const [said, wrong] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  assert.equal(wrong, '');
  return said.split('\n').filter(Boolean);
}
