import { isMailInstalled } from '../../../bff/demo/platform/mail/packages.ts';
import { type MailServers, startMail } from '../../../bff/demo/platform/mail/start.ts';
import { postfixDovecot } from '../../../bff/platform/mail/postfix-dovecot.ts';
import {
  imapInbox,
  imapSession,
  imapSignsIn,
  popInbox,
  popSignsIn,
  send,
  sieveSignsIn,
  smtpSignsIn,
} from './clients.ts';
import { openSink } from './sink.ts';
import type { Subject } from './subject.ts';

/** Why a test that needs Postfix and Dovecot cannot run: said aloud; with HC_REQUIRE_REAL=1 a failure instead. */
export function lackingMail(): string | false {
  if (isMailInstalled() && process.getuid?.() === 0) return false;
  const reason = 'Postfix and Dovecot with their parts for SQLite are not installed, or we are not root';
  if (process.env['HC_REQUIRE_REAL'] === '1') throw new Error(`${reason}, but HC_REQUIRE_REAL is set`);
  console.error(`SKIPPED: ${reason}`);
  return reason;
}

export interface RealSubject extends Subject {
  readonly servers: MailServers;
}

/** The connector with a Postfix and a Dovecot of its own, and a server outside. */
export async function realMail(): Promise<RealSubject> {
  const sink = await openSink();
  const servers = await startMail({ nextHop: `[127.0.0.1]:${sink.port}` });
  const { hosts, certificate: ca } = servers;
  const mail = postfixDovecot({
    database: servers.database,
    dkim: servers.dkim,
    doveadm: { url: servers.doveadmUrl, key: servers.doveadmKey },
    hosts,
  });
  return {
    mail,
    servers,
    deliver: (message) => send({ host: '127.0.0.1', port: servers.mxPort }, message),
    submit: (address, password, message) => send(hosts.smtp, message, { address, password, ca }),
    signsIn(address, password, service) {
      const login = { address, password, ca };
      if (service === 'imap') return imapSignsIn(hosts.imap, login);
      if (service === 'pop3') return popSignsIn(hosts.pop3, login);
      if (service === 'smtp') return smtpSignsIn(hosts.smtp, login);
      return sieveSignsIn(servers.sievePort, login);
    },
    inbox: (address, password) => imapInbox(hosts.imap, { address, password, ca }),
    popInbox: (address, password) => popInbox(hosts.pop3, { address, password, ca }),
    keepSession: (address, password) => imapSession(hosts.imap, { address, password, ca }),
    outside: () => sink.messages,
    async stop() {
      await mail.close();
      await servers.stop();
      await sink.close();
    },
  };
}
