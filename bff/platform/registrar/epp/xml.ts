/** XML as text whose values are escaped already. */
export class Xml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Xml | readonly Part[] | undefined;

/** Outside of these nothing may stand in XML 1.0, not even as a reference. */
// oxlint-disable-next-line no-control-regex
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const references: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(named).map(([name, sign]) => [sign, `&${name};`]),
);

function written(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Xml) return part.text;
  if (typeof part === 'object') return part.map(written).join('');
  const text = String(part);
  if (forbidden.test(text)) throw new XmlError('a value has signs that XML cannot carry');
  return text.replace(/[<>&"']/g, (sign) => references[sign]!);
}

/** XML from a template: what is put in is escaped, in texts as in attributes, unless it is XML itself. */
export const xml = (strings: TemplateStringsArray, ...parts: readonly Part[]): Xml =>
  new Xml(String.raw({ raw: strings }, ...parts.map(written)));

/** What was read is no XML, or none of the kind that EPP speaks. */
export class XmlError extends Error {}

/** An element by its local name and namespace. */
export interface Node {
  readonly name: string;
  readonly space: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  /** Its own text, without that of elements in it. */
  readonly text: string;
}

const deepest = 32;
const nameSign = '[\\p{L}_][\\p{L}\\p{N}._-]*';
const declaration = /^\uFEFF?(?:<\?xml\s+version\s*=\s*["']1\.0["'](?:\s+encoding\s*=\s*["']([\w-]+)["'])?[^<>]*\?>)?/;
const opening = new RegExp(
  `<((?:${nameSign}:)?${nameSign})((?:\\s+(?:${nameSign}:)?${nameSign}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`,
  'uy',
);
const attribute = new RegExp(`((?:${nameSign}:)?${nameSign})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'gu');
const closing = new RegExp(`</((?:${nameSign}:)?${nameSign})\\s*>`, 'uy');
const characters = /[^<]+/y;
const comment = /<!--(?:(?!--)[^])*-->/y;
const cdata = /<!\[CDATA\[((?:(?!\]\]>)[^])*)\]\]>/y;

function unescaped(text: string): string {
  return text.replace(
    /&(?:([a-z]+)|#(\d{1,7})|#x([\dA-Fa-f]{1,6}));|&/g,
    (whole, name?: string, ten?: string, hex?: string) => {
      if (name !== undefined && Object.hasOwn(named, name)) return named[name]!;
      const code = ten ? Number(ten) : hex ? Number.parseInt(hex, 16) : -1;
      if (code < 0 || code > 0x10ffff || forbidden.test(String.fromCodePoint(code)))
        throw new XmlError(`an unknown reference: ${whole.slice(0, 16)}`);
      return String.fromCodePoint(code);
    },
  );
}

interface Open {
  readonly qualified: string;
  readonly node: Node & { readonly children: Node[]; text: string };
  readonly spaces: ReadonlyMap<string, string>;
}

function opened(qualified: string, attributesText: string, around: ReadonlyMap<string, string>): Open {
  const attributes: Record<string, string> = {};
  const spaces = new Map(around);
  for (const [, name, double, single] of attributesText.matchAll(attribute)) {
    if (Object.hasOwn(attributes, name!)) throw new XmlError('an attribute stands there twice');
    const value = unescaped((double ?? single)!);
    attributes[name!] = value;
    if (name === 'xmlns') spaces.set('', value);
    else if (name!.startsWith('xmlns:')) spaces.set(name!.slice(6), value);
  }
  const [local, prefix = ''] = qualified.split(':').toReversed();
  const space = spaces.get(prefix);
  if (space === undefined && prefix) throw new XmlError('a prefix without a namespace');
  return { qualified, node: { name: local!, space: space ?? '', attributes, children: [], text: '' }, spaces };
}

/**
 * Reads the XML that EPP speaks (RFC 5730 §5), strictly: no document type, so there are no entities to expand and no
 * other document to fetch; no processing instructions; not deeper than any frame of EPP is. Throws XmlError.
 */
export function readXml(document: string): Node {
  if (forbidden.test(document)) throw new XmlError('signs that XML does not have');
  const [prolog, encoding] = declaration.exec(document)!;
  if (encoding && !/^utf-?8$/i.test(encoding)) throw new XmlError('another encoding than UTF-8');
  let at = prolog.length;
  const take = (what: RegExp): RegExpExecArray | undefined => {
    what.lastIndex = at;
    const found = what.exec(document);
    if (found) at = what.lastIndex;
    return found ?? undefined;
  };
  const open: Open[] = [];
  let root: Node | undefined;
  const none: ReadonlyMap<string, string> = new Map();
  while (at < document.length) {
    const inner = open.at(-1);
    let found: RegExpExecArray | undefined;
    if ((found = take(characters))) {
      const text = unescaped(found[0]);
      if (inner) inner.node.text += text;
      else if (text.trim()) throw new XmlError('text outside of the document');
    } else if ((found = take(opening))) {
      if ((root && !inner) || open.length >= deepest) throw new XmlError('a second root, or too deep');
      const next = opened(found[1]!, found[2]!, inner?.spaces ?? none);
      inner?.node.children.push(next.node);
      root ??= next.node;
      if (!found[3]) open.push(next);
    } else if ((found = take(closing))) {
      if (open.pop()?.qualified !== found[1]) throw new XmlError('an end without its beginning');
    } else if ((found = take(cdata)) && inner) inner.node.text += found[1]!;
    else if (!take(comment)) throw new XmlError('no XML that EPP speaks');
  }
  if (!root || open.length) throw new XmlError('the document is not whole');
  return root;
}

/** The elements of that name right below; of the node's own namespace unless another is given. */
export const childrenOf = (node: Node | undefined, name: string, space = node?.space): readonly Node[] =>
  node?.children.filter((child) => child.name === name && child.space === space) ?? [];
export const childOf = (node: Node | undefined, name: string, space?: string): Node | undefined =>
  childrenOf(node, name, space)[0];
/** The text of the element of that name right below, white space as XML Schema's token has it. */
export const textOf = (node: Node | undefined, name: string): string | undefined =>
  childOf(node, name)?.text.trim().replace(/\s+/g, ' ');
