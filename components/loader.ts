import type { ConnectOptions } from './shared/connect-options.ts';

/** Written by the build: where each element's code lies. */
declare const __HC_FILES__: {
  readonly version: string;
  readonly core: string;
  /** Tag → its chunk, then what that chunk needs beside the core. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
};

type Options = Partial<Pick<ConnectOptions, 'label' | 'fetchClientSecret' | 'texts'>>;
interface Registry {
  readonly version: string;
  /** Says how this page is connected, instead of the script's attributes. */
  init(options: Options): void;
}

const { version, core, tags } = __HC_FILES__;
/** Where our code does not run, nobody else can say so. */
const unloaded: Readonly<Record<string, string>> = {
  en: 'This part of the page could not be loaded. Reload the page to try again.',
  nl: 'Dit deel van de pagina kon niet worden geladen. Laad de pagina opnieuw.',
  de: 'Dieser Teil der Seite konnte nicht geladen werden. Laden Sie die Seite neu.',
};

const registered = Symbol.for('hc.embed');
const page = globalThis as { [registered]?: Registry };

function load(script: HTMLScriptElement): void {
  const { label: key, session: sessionUrl, mode } = script.dataset;
  const { origin: api, href } = new URL('.', script.src);
  const names = Object.keys(tags);
  const selector = names.join();
  const asked = new Set<string>();
  const told: Element[] = [];
  let own = mode === 'host' || (!key && api === location.origin);
  let options: Options = {
    label: key,
    fetchClientSecret: sessionUrl ? () => secretFrom(sessionUrl) : undefined,
  };
  let connected: Promise<unknown> | undefined;

  const fetchFile = (file: string): Promise<unknown> => import(/* @vite-ignore */ href + file);

  const failed = (wanted: readonly string[], error: unknown): void => {
    for (const tag of wanted) asked.delete(tag);
    const facts = { v: 1, kind: 'connection', code: 'script', requestId: undefined, retryable: true };
    for (const element of document.documentElement.querySelectorAll<HTMLElement>(wanted.join())) {
      if (!element.matches(':defined') && !element.innerHTML.trim()) {
        const words = document.createElement('p');
        const lang = element.closest<HTMLElement>('[lang]')?.lang.slice(0, 2) ?? '';
        words.setAttribute('role', 'alert');
        words.textContent = unloaded[lang] ?? unloaded['en']!;
        element.append(words);
        told.push(words);
      }
      element.dispatchEvent(
        Object.assign(new Event('hc-load-error', { bubbles: true, composed: true }), facts, {
          element: element.localName,
        }),
      );
    }
    console.error(`hc: ${wanted.join()} could not be loaded from ${api}. Does the page’s script-src allow it?`, error);
  };

  /** The first exchange does not wait for our code: the chain of waits is what costs. */
  const early = (elements: string[]): Promise<Response> | undefined => {
    const { label, fetchClientSecret } = options;
    const exchange = (proof: object) =>
      fetch(`${api}/embed/v1/token`, {
        method: 'POST',
        body: JSON.stringify({ ...proof, client: version, elements }),
        credentials: 'omit',
      });
    if (own) return fetch(`${api}/v1/start?elements=${elements}`, { credentials: 'include' });
    if (fetchClientSecret) return fetchClientSecret().then((secret) => exchange({ secret }));
    return label === 'hc_pk_test_demo' ? exchange({ key: label }) : undefined;
  };

  const connect = async (first?: Promise<Response>): Promise<void> => {
    // Whoever waits for it hears of a failure; until then it must not count as unheard.
    first?.catch(() => {});
    const { connect: start } = (await fetchFile(core)) as { connect(options: ConnectOptions): void };
    start({ ...options, api, label: own ? undefined : options.label, early: first });
  };

  const want = (found: readonly string[]): void => {
    const wanted = found.filter((tag) => !asked.has(tag));
    if (!wanted.length) return;
    for (const words of told.splice(0)) words.remove();
    for (const tag of wanted) asked.add(tag);
    connected ??= connect(early([...asked])).catch((error: unknown) => {
      connected = undefined;
      throw error;
    });
    const files = new Set(wanted.flatMap((tag) => tags[tag]!));
    Promise.all([connected, ...[...files].map(fetchFile)]).catch((error: unknown) => failed(wanted, error));
  };

  const look = (nodes: Iterable<Node>): void => {
    const found = new Set<string>();
    for (const node of nodes)
      if (node instanceof Element) {
        if (node.localName in tags) found.add(node.localName);
        for (const { localName } of node.querySelectorAll(selector)) found.add(localName);
      }
    want([...found]);
  };

  page[registered] = {
    version,
    init(next) {
      options = { ...options, ...next };
      own = !options.label;
      if (connected) connected = connect();
      else look([document.documentElement]);
    },
  };

  // A policy that stops us leaves an empty place and no word why: name the directive to change.
  document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
    if (blockedURI.startsWith(api))
      console.error(`hc: this page’s policy stops ${blockedURI}. Add ${api} to ${effectiveDirective}.`);
  });

  const sheet = new CSSStyleSheet();
  // What the page says of an element in its own sheet comes first.
  const room = (tag: string): string =>
    tag === 'hc-account-menu'
      ? 'display:inline-block;min-block-size:36px;vertical-align:top'
      : 'display:block;min-block-size:var(--hc-reserve,320px)';
  sheet.replaceSync(names.map((tag) => `:where(${tag}:not(:defined)){${room(tag)}}`).join(''));
  document.adoptedStyleSheets.push(sheet);

  new MutationObserver((records) => look(records.flatMap(({ addedNodes }) => [...addedNodes]))).observe(document, {
    childList: true,
    subtree: true,
  });
  // A page that says by itself how it is connected says so after this script has run.
  if (own || key) look([document.documentElement]);
}

async function secretFrom(url: string): Promise<string> {
  const answer = await fetch(url, { method: 'POST', headers: { 'X-HC-Embed': '1' }, credentials: 'same-origin' });
  if (!answer.ok) throw Object.assign(new Error(`${url} answered ${answer.status}`), { status: answer.status });
  return ((await answer.json()) as { client_secret: string }).client_secret;
}

const script =
  (document.currentScript as HTMLScriptElement | null) ??
  // Optimisers run scripts by means that hide which one it is.
  [...document.scripts].find(
    ({ src, dataset }) => dataset['label'] || dataset['mode'] || src.endsWith('/embed/v1/hc.js'),
  );
const before = page[registered];
if (before) console.warn(`hc: this page has hc ${before.version} already; hc ${version} stays idle.`);
else if (script?.dataset['label']?.startsWith('hc_sk_'))
  console.error('hc: data-label holds a secret key. Remove it from the page and revoke it now; use the hc_pk_ key.');
else if (script) load(script);
