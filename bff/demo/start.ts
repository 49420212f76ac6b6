import { join } from 'node:path';
import { hashPassword } from 'better-auth/crypto';
import type { Config } from '../config.ts';
import { secretOf, type Store } from '../create.ts';
import type { DnsPort } from '../platform/dns/port.ts';
import type { MailPort } from '../platform/mail/port.ts';
import type { SimulatedMail } from '../platform/mail/simulated.ts';
import type { RegistrarPort } from '../platform/registrar/port.ts';
import type { Others } from '../platform/registrar/simulated-transfers.ts';
import { elsewhere } from './moves.ts';
import { demoMailPassword } from './mail.ts';
import { mailboxPage } from './mailbox-page.ts';
import { webmailPage, type AskBff } from './webmail-page.ts';
import { readDemoFile, writeDemoFile } from './demo-file.ts';
import { inboxPage } from './inbox.ts';
import { seed } from './seed.ts';
import { startSites } from './sites/server.ts';
import type { DemoWorld } from './world.ts';

export interface Demo {
  /** Pages that exist in the demo only; undefined = not one of them. */
  answer(request: Request, peer: string | undefined): Response | Promise<Response> | undefined;
  /** Prints where to go and how to get in. */
  announce(): void;
  close(): Promise<void>;
}

/** Fills an empty installation with the demo world, and opens the two resellers' web sites. */
export async function startDemo(
  config: Config,
  store: Store,
  dns: DnsPort,
  registrar: RegistrarPort,
  mail: MailPort,
  others: Others | undefined,
  askWebmail: AskBff,
): Promise<Demo> {
  const path = join(config.data, 'demo.json');
  const { protocol, port } = new URL(config.url);
  const hostOf = (name: string) => `${name}.localhost${port ? `:${port}` : ''}`;
  const sites = {
    tidewell: `http://localhost:${config.sitePorts.tidewell}`,
    smidse: `http://localhost:${config.sitePorts.smidse}`,
  };
  const world = await seed({
    control: store.control,
    labels: store.labels,
    dns,
    registrar,
    mail,
    others,
    hash: hashPassword,
    secret: secretOf(config),
    now: new Date(),
    small: config.demoSmall,
    sites,
    hosts: { tidewell: hostOf('tidewell'), smidse: hostOf('smidse') },
    known: readDemoFile(path),
  });
  writeDemoFile(path, world, { bff: config.url, sites });
  const running = await startSites({
    tidewellPort: config.sitePorts.tidewell,
    smidsePort: config.sitePorts.smidse,
    bffUrl: config.url,
    // Anybody who reaches these sites is signed in to them: this machine only.
    host: '127.0.0.1',
    demo: world,
  });
  return {
    // Links that open accounts stand there: for the person at this machine, by its own name.
    answer(request, peer) {
      const { pathname } = new URL(request.url);
      if (!pathname.startsWith('/demo/') || !isOwn(request, peer)) return undefined;
      if (pathname === '/demo/inbox') return inboxPage(join(config.data, 'mail'));
      if (!('inbox' in mail)) return undefined;
      const simulated = mail as MailPort & Pick<SimulatedMail, 'inbox'>;
      if (pathname === '/demo/mailbox') return mailboxPage(request, simulated);
      return pathname === '/demo/mailbox/open' ? webmailPage(request, simulated, askWebmail) : undefined;
    },
    announce: () => announce(world, config, sites, `${protocol}//${hostOf('tidewell')}`),
    close: () => running.close(),
  };
}

/** Where the mail is that comes in: on a page, or in a mail program. */
function mailRow({ mail, mailHosts, mailInPort, url }: Config): [string, string] {
  const how = `with the password ${demoMailPassword}`;
  return mail
    ? ['Mail that came in', `IMAP in TLS on ${mailHosts.imap.host}:${mailHosts.imap.port}, ${how}`]
    : ['Mail that came in', `${url}/demo/mailbox, ${how}; SMTP on port ${mailInPort}`];
}

const isOwn = (request: Request, peer = ''): boolean =>
  /^(::1|(::ffff:)?127\.)/.test(peer) && ['localhost', '127.0.0.1'].includes(new URL(request.url).hostname);

function announce(world: DemoWorld, config: Config, sites: Record<string, string>, area: string): void {
  const rows = [
    ['Tidewell, a reseller’s site', `${sites.tidewell}/nl/mijn`],
    ['Smidse, another one', `${sites.smidse}/konsole`],
    ['Tidewell’s own customer area', `${area}/ca/`],
    ['The API', `${config.url}/openapi.json`],
    ['Redirects', `curl -i -H 'Host: www.lindenloaf.be' http://localhost:${config.redirects.port}`],
    ['Mails that would be sent', `${config.url}/demo/inbox`],
    mailRow(config),
    ['A domain elsewhere', `${elsewhere[0].name}, its code is ${elsewhere[0].code}`],
    ['Metrics', `http://127.0.0.1:${config.opsPort}/metrics`],
    ['DNS', config.powerDns ? 'PowerDNS' : `dig @127.0.0.1 -p ${config.dnsPort} lindenloaf.com`],
  ];
  console.log(`\n${rows.map(([name, value]) => `  ${name!.padEnd(30)} ${value}`).join('\n')}\n`);
  for (const { name, customers } of Object.values(world.labels)) {
    console.log(`  ${name}`);
    for (const customer of customers)
      for (const { username, password, role } of customer.users.slice(0, 1))
        console.log(
          `    ${customer.name.padEnd(28)} ${username.padEnd(14)} ${password.padEnd(24)} ${role}, ${customer.domainCount} domains`,
        );
  }
  console.log();
}
