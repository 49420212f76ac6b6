import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { DemoFile } from '../../bff/demo/demo-file.ts';
import { freePorts, startBff } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { visitor } from './visitor.ts';

test(
  'F8: a stop sends open streams away at once, and the next process has its ports',
  { timeout: 60_000 },
  async () => {
    const data = scratch();
    const env = { ...(await freePorts()), HC_DATA: data };
    const first = await startBff({ ...env, HC_DEMO: '1' });
    const { tidewell } = (JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as DemoFile).labels;
    const { token, origin } = await visitor(first.url, tidewell, tidewell.customers[0]!.id);
    const stream = await fetch(`${first.url}/v1/events`, { headers: { authorization: `Bearer ${token}`, origin } });
    assert.equal(stream.status, 200);
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    assert.match((await reader.read()).value ?? '', /listening/);

    const stopped = first.kill('SIGTERM');
    while (!(await reader.read()).done);
    // Its end is not waited for: whoever restarts a service does not wait either.
    const second = await startBff({ ...env, HC_DEMO: '0' });
    await stopped;
    assert.equal(first.child.exitCode, 0);
    await second.kill('SIGTERM');
  },
);
