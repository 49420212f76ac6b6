import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from '../../bff/config.ts';
import { freePorts, runProgram, startBff } from './process.ts';
import { scratch } from './store/files.ts';
import { programFile } from '../program.ts';

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
  HC_REDIRECT_PORT: 'canary-10',
  HC_REDIRECT_TLS_PORT: '65537',
  HC_REDIRECT_ASK_PORT: 'canary-11',
  HC_REDIRECT_ADDRESSES: '192.0.2.80,canary-12',
  HC_OUTBOUND_ALLOWED: 'canary 13',
  HC_URL: 'canary-2',
  HC_DB_URL: 'file:canary-3',
  HC_DEMO: 'canary-4',
  HC_DEMO_SMALL: 'canary-16',
  HC_POWERDNS_URL: 'canary-5',
  HC_MAIL_IN_PORT: '65538',
  HC_MAIL_IMAP_PORT: 'canary-14',
  HC_MAIL_HOST: 'canary 15',
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

test('a mail server is named as a whole; mail by the usual port is in TLS from the first byte', () => {
  assert.ok(linesOf({ HC_MAIL_DKIM: '/var/mail/dkim' }).includes('HC_MAIL_DB is required beside HC_MAIL_DKIM'));
  assert.deepEqual(linesOf({ HC_MAIL_DB: '/var/mail/mail.db' }), [
    'HC_MAIL_DOVEADM_URL is required beside HC_MAIL_DB',
    'HC_MAIL_DOVEADM_KEY is required beside HC_MAIL_DB',
  ]);
  const key = `hc_wk_${'k'.repeat(43)}`;
  assert.deepEqual(linesOf({ HC_WEBMAIL_KEY: key }), [
    'HC_MAIL_DB is required beside HC_WEBMAIL_KEY',
    'HC_WEBMAIL_URL is required beside HC_WEBMAIL_KEY',
  ]);
  assert.deepEqual(linesOf({ HC_WEBMAIL_KEY: 'canary' }).length, 3);
  const { mail, mailHosts } = readConfig({
    ...{ HC_MAIL_DB: '/var/mail/mail.db', HC_MAIL_DOVEADM_URL: 'http://127.0.0.1:8080', HC_MAIL_DOVEADM_KEY: 'key' },
    ...{ HC_WEBMAIL_URL: 'https://webmail.example/?hc=open', HC_WEBMAIL_KEY: key },
    ...{ HC_MAIL_HOST: 'mail.example', HC_MAIL_SMTP_PORT: '587' },
  });
  assert.equal(mail?.database, '/var/mail/mail.db');
  assert.deepEqual(mail?.webmail, { url: 'https://webmail.example/?hc=open', key });
  assert.deepEqual(mailHosts.smtp, { host: 'mail.example', port: 587, security: 'starttls' });
  assert.deepEqual([readConfig({}).mail, readConfig({}).mailHosts.smtp.security], [undefined, 'tls']);
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

test('a registry needs its address, a login and no demo; half of it stops the start', () => {
  const epp = { HC_EPP_URL: 'epp://epp.registry.example', HC_EPP_USER: 'hc-user', HC_EPP_PASSWORD: 'canary-15' };
  assert.deepEqual(linesOf(epp), ['HC_DEMO must be 0 beside HC_EPP_URL']);
  const { epp: read } = readConfig({ ...epp, HC_DEMO: '0', HC_EPP_SESSIONS: '4' });
  assert.deepEqual([read?.host, read?.port, read?.sessions], ['epp.registry.example', 700, 4]);
  const at = (url: string) => readConfig({ ...epp, HC_DEMO: '0', HC_EPP_URL: url }).epp;
  assert.deepEqual([at('epp://[2001:db8::7]:7000')?.host, at('epp://h:7000')?.port], ['2001:db8::7', 7000]);
  assert.deepEqual(linesOf({ HC_EPP_PASSWORD: 'canary-15' }), ['HC_EPP_URL is required beside its settings']);
  assert.deepEqual(linesOf({ HC_EPP_URL: epp.HC_EPP_URL, HC_EPP_KEY: 'key.pem', HC_DEMO: '0' }), [
    'HC_EPP_USER is required beside HC_EPP_URL',
    'HC_EPP_PASSWORD is required beside HC_EPP_URL',
    'HC_EPP_CERT is required beside HC_EPP_URL',
  ]);
  const odd = { HC_EPP_URL: 'epp://canary@h', HC_EPP_USER: 'hc', HC_EPP_PASSWORD: 'canary-15-is-too-long' };
  assert.deepEqual(
    linesOf({ ...odd, HC_DEMO: '0' }).map((line) => line.split(' ')[0]),
    ['HC_EPP_URL', 'HC_EPP_USER', 'HC_EPP_PASSWORD'],
  );
  assert.doesNotMatch(linesOf({ ...odd, HC_DEMO: '0' }).join(), /canary/);
});

test('the process itself names them all and exits 1, with no value and no stack', async () => {
  const { code, out, err } = await runProgram(programFile('serve'), [], wrong);
  assert.equal(code, 1);
  assert.equal(out, '');
  assert.deepEqual(err.trim().split('\n'), [...linesOf(wrong)]);
});

test('production without a secret does not start', async () => {
  const { code, err } = await runProgram(programFile('serve'), [], { NODE_ENV: 'production', HC_DATA: scratch() });
  assert.deepEqual([code, err], [1, 'HC_SECRET is required in production\n']);
});

test('a port that another process has: one line that names it, exit 1', { timeout: 30_000 }, async () => {
  const env: Record<string, string> = { ...(await freePorts()), HC_DATA: scratch(), HC_DEMO: '0' };
  const first = await startBff(env);
  try {
    for (const name of ['HC_PORT', 'HC_OPS_PORT', 'HC_DNS_PORT'] as const) {
      const second = { ...(await freePorts()), [name]: env[name]!, HC_DATA: scratch(), HC_DEMO: '0' };
      const secret = 'a secret of the tests, long enough';
      const { code, err } = await runProgram(programFile('serve'), [], {
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
