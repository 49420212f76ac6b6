import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly license?: string;
}
interface Reviewed {
  /** What is installed because we ask for it; each was looked at. */
  readonly direct: readonly string[];
  readonly licences: readonly string[];
  /** Packages whose entry names no licence; their files do, and it was read. */
  readonly unlicensed: readonly string[];
  /** Packages with an install script that npm does not run, as `allowScripts` has no word of them. */
  readonly unrun: readonly string[];
}

const json = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as T;
const manifest = json<
  Record<'dependencies' | 'devDependencies', Record<string, string>> & { allowScripts: Record<string, boolean> }
>('../../package.json');
const { '': root, ...packages } = json<{ packages: Record<string, Locked> & { '': object } }>(
  '../../package-lock.json',
).packages;
const reviewed = json<Reviewed>('./packages.json');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

test('TR23: every package of the lockfile is pinned by its checksum, and comes from a registry', () => {
  assert.ok(root && Object.keys(packages).length > 300);
  for (const [path, { version, resolved, integrity, link }] of Object.entries(packages)) {
    assert.ok(version && !link, path);
    assert.match(integrity ?? '', /^sha512-[\w+/]{86}==$/, path);
    assert.match(resolved ?? 'https://', /^https:\/\//, path);
  }
});

test('TR23: only packages that package.json names run anything when they are installed', () => {
  const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
  const names = [...new Set(scripted.map(([path]) => nameOf(path)))].sort();
  const allowed = Object.entries(manifest.allowScripts).flatMap(([name, yes]) => (yes ? [name] : []));
  assert.deepEqual(
    names.filter((name) => !allowed.includes(name)),
    reviewed.unrun,
  );
});

test('TR23: nothing new is asked for unseen', () => {
  const asked = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)].sort();
  assert.deepEqual(asked, [...reviewed.direct].sort());
});

test('TR23: every licence is one that we accept', () => {
  const unknown = Object.entries(packages).filter(
    ([path, { license }]) =>
      !reviewed.licences.includes(license ?? '') && (license || !reviewed.unlicensed.includes(nameOf(path))),
  );
  assert.deepEqual(
    unknown.map(([path, { license }]) => `${path}: ${license}`),
    [],
  );
});

test('TR23: npm run sbom lists every package with its checksum, without a network', () => {
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  const env = { ...process.env, npm_config_offline: 'true' };
  const text = execFileSync('npm', ['run', '--silent', 'sbom'], {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const { components } = JSON.parse(text) as { components: { name: string; hashes?: object[] }[] };
  for (const name of Object.keys(manifest.dependencies))
    assert.ok(components.find((one) => one.name === name)?.hashes?.length, name);
});
