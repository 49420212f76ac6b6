import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from '../../bff/config.ts';
import { freePorts, runProgram, startBff } from './process.ts';
import { scratch } from './store/files.ts';

const linesOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.lines;
  }
};

const wrong: Readonly<Record<string, string>> = {
  HC_PORT: 'canary-1',
  HC_OPS_PORT: '65536',
  HC_DNS_PORT: '-53',
  HC_TIDEWELL_PORT: '4000.5',
  HC_SMIDSE_PORT: '0x10',
  HC_URL: 'canary-2',
  HC_DB_URL: 'file:canary-3',
  HC_DEMO: 'canary-4',
  HC_POWERDNS_URL: 'canary-5',
  HC_SMTP_URL: 'canary-6',
  HC_MAIL_FROM: 'canary-7',
  HC_SECRET: 'canary-8',
  HC_COLOUR: 'canary-9',
};

test('every wrong variable is named at once, each in a line of its own, and no value is shown', () => {
  const lines = linesOf(wrong);
  for (const name of Object.keys(wrong))
    assert.equal(lines.filter((line) => line.startsWith(`${name} `)).length, 1, name);
  assert.equal(
    lines.filter((line) => line.startsWith('HC_POWERDNS_KEY ')).length,
    1,
    'the one that belongs to another',
  );
  assert.equal(lines.length, Object.keys(wrong).length + 1);
  assert.doesNotMatch(lines.join('\n'), /canary|65536|0x10/);
});

test('in production a secret is required, elsewhere one is made', () => {
  assert.deepEqual(linesOf({ NODE_ENV: 'production' }), ['HC_SECRET is required in production']);
  assert.deepEqual(linesOf({ NODE_ENV: 'production', HC_SECRET: '' }), ['HC_SECRET is required in production']);
  assert.equal(readConfig({}).secret, undefined);
  assert.deepEqual(
    [readConfig({}).demo, readConfig({ NODE_ENV: 'production', HC_SECRET: 'x'.repeat(32) }).demo],
    [true, false],
  );
});

test('empty variables count as not set, others are read', () => {
  const config = readConfig({ HC_PORT: '', HC_URL: 'https://hc.example//', HC_DEMO: '0', HC_POWERDNS_URL: '' });
  assert.deepEqual(
    [config.port, config.url, config.demo, config.powerDns],
    [4001, 'https://hc.example', false, undefined],
  );
  assert.equal(readConfig({ HC_PORT: '5000' }).url, 'http://localhost:5000');
});

test('the process itself names them all and exits 1, with no value and no stack', async () => {
  const { code, out, err } = await runProgram('bff/serve.ts', [], wrong);
  assert.equal(code, 1);
  assert.equal(out, '');
  assert.deepEqual(err.trim().split('\n'), [...linesOf(wrong)]);
});

test('production without a secret does not start', async () => {
  const { code, err } = await runProgram('bff/serve.ts', [], { NODE_ENV: 'production', HC_DATA: scratch() });
  assert.deepEqual([code, err], [1, 'HC_SECRET is required in production\n']);
});

test('a port that another process has: one line that names it, exit 1', { timeout: 30_000 }, async () => {
  const env: Record<string, string> = { ...(await freePorts()), HC_DATA: scratch(), HC_DEMO: '0' };
  const first = await startBff(env);
  try {
    for (const name of ['HC_PORT', 'HC_OPS_PORT', 'HC_DNS_PORT'] as const) {
      const second = { ...(await freePorts()), [name]: env[name]!, HC_DATA: scratch(), HC_DEMO: '0' };
      const secret = 'a secret of the tests, long enough';
      const { code, err } = await runProgram('bff/serve.ts', [], {
        NODE_ENV: 'production',
        HC_SECRET: secret,
        ...second,
      });
      assert.equal(code, 1, name);
      assert.match(err, new RegExp(`${env[name]}`));
      assert.equal(err.trim().split('\n').length, 1, err);
    }
  } finally {
    await first.kill('SIGTERM');
  }
  assert.equal(first.child.exitCode, 0, 'SIGTERM ends it well');
});
