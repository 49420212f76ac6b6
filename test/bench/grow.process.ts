import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { readConfig } from '../../bff/config.ts';
import { createBff, databasesOf, openStore } from '../../bff/create.ts';
import { noLimits } from '../../bff/http/limits.ts';
import { memoryDns } from '../../bff/platform/dns/memory.ts';
import { memoryMail } from '../../bff/platform/mail/memory.ts';
import { memoryHosting } from '../../bff/platform/hosting/memory.ts';
import { memoryRegistrar } from '../../bff/platform/registrar/memory.ts';
import { listening, portOf } from './world.ts';

// One BFF of several on the same databases, without limits: what is measured are the databases.
const config = readConfig(process.env);
const store = await openStore(databasesOf(config));
const bff = createBff({
  config,
  store,
  dns: memoryDns(),
  hosting: memoryHosting(),
  mail: memoryMail(),
  registrar: memoryRegistrar(),
  mailer: { send: async () => {}, close: async () => {} },
  log: { request: () => {}, event: () => {} },
  assets: () => undefined,
  limits: noLimits,
});
const server = serve({ fetch: bff.app.fetch, port: 0 }) as Server;
await listening(server);
process.send!({ port: portOf(server) });
