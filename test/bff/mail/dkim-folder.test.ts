import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { dkimFolder } from '../../../bff/platform/mail/dkim-folder.ts';

test('a draft with a key that a crash left behind goes when the folder is opened; keys stay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hc-dkim-'));
  try {
    dkimFolder(folder).put({ name: 'loaf.example', dkim: { selector: 'hc', privateKey: 'a key' } });
    writeFileSync(join(folder, `.${crypto.randomUUID()}`), 'a key');
    dkimFolder(folder);
    assert.deepEqual(readdirSync(folder), ['loaf.example.key']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
