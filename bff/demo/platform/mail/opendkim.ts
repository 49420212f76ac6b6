import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, launch } from './child.ts';

const program = '/usr/sbin/opendkim';

interface OpenDkimOptions {
  readonly dir: string;
  readonly ports: { readonly dkim: number };
  /** Of the keys; one file for each domain that signs. */
  readonly keys: string;
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

/** Run for each message, so a key holds from the moment it is there. Answers nothing where there is none: OpenDKIM does not survive nil. */
const script = (keys: string, answer: string) => `local name = query and string.lower(query)
if not name or not string.find(name, "^[a-z0-9][a-z0-9.-]*$") then return end
local file = io.open("${keys}/" .. name .. ".key", "r")
if not file then return end
local key, selector = string.match(file:read("*a"), "^(.*\\n)(%S+)\\n$")
file:close()
if key then return ${answer} end
`;

/** Which key a domain has, and what is in it. */
const scripts = { 'signing.lua': 'name', 'keys.lua': 'name, selector, key' };

/** `opendkim.conf` of OpenDKIM 2.11. */
const conf = ({ dir, ports }: OpenDkimOptions) =>
  `${[
    'Mode s',
    `Socket inet:${ports.dkim}@127.0.0.1`,
    'Background no',
    'Syslog no',
    'UMask 077',
    `SigningTable lua:${dir}/signing.lua`,
    `KeyTable lua:${dir}/keys.lua`,
    'Canonicalization relaxed/relaxed',
    'OversignHeaders From',
    // Whoever has signed in signs as his own domain, whatever he writes above his letter.
    'SenderMacro {auth_authen}',
  ].join('\n')}\n`;

/** Writes what an OpenDKIM reads, in its directory; all of it is the user's that it runs as. */
export function prepareOpenDkim(options: OpenDkimOptions): void {
  const { dir, keys, owner } = options;
  for (const folder of [dir, keys]) mkdirSync(folder, { recursive: true });
  chmodSync(keys, 0o700);
  for (const [name, answer] of Object.entries(scripts)) writeFileSync(join(dir, name), script(keys, answer));
  writeFileSync(join(dir, 'opendkim.conf'), conf(options));
  if (owner) for (const path of [dir, keys]) chownSync(path, owner.uid, owner.gid);
}

/** A real OpenDKIM, as a user without rights. */
export const launchOpenDkim = ({ dir, ports, owner }: OpenDkimOptions): Promise<Child> =>
  launch({
    name: 'OpenDKIM',
    program,
    args: ['-f', '-x', join(dir, 'opendkim.conf')],
    dir,
    ports: [ports.dkim],
    owner,
  });
