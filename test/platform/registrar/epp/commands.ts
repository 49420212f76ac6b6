import { spaces } from '../../../../bff/platform/registrar/epp/frames.ts';
import { childOf, childrenOf, textOf, xml, type Node, type Xml } from '../../../../bff/platform/registrar/epp/xml.ts';
import { contactCommand } from './contact-commands.ts';
import { domainCommand } from './domain-commands.ts';
import { hostCommand } from './host-commands.ts';
import { credentials, type Registry } from './state.ts';
import { settleDue, transferCommand, transferData } from './transfer-commands.ts';

/** What a command comes to. */
export interface Said {
  readonly code: number;
  readonly message?: string;
  readonly data?: Xml;
  readonly extension?: Xml;
  readonly queue?: Xml | undefined;
}

export interface Turn {
  readonly registry: Registry;
  readonly user: string | undefined;
  readonly forced: Said | undefined;
  readonly pending: boolean;
}

/** What to do, by the element of the command and the namespace of its object. */
export type Handler = (what: {
  verb: string;
  /** What is done about a transfer. */
  op: string | undefined;
  object: Node;
  turn: Turn & { user: string };
  extension: Node | undefined;
  id: string;
}) => Said;

let served = 0;

export function answerTo(root: Node, turn: Turn): { frame: string; signedIn: string | undefined; ends: boolean } {
  const command = childOf(root, 'command');
  const id = textOf(command, 'clTRID') ?? '';
  const verb = command?.children[0];
  if (!verb) return { frame: frameOf({ code: 2001 }, id), signedIn: turn.user, ends: false };
  let signedIn = turn.user;
  let said: Said;
  if (turn.forced) said = turn.forced;
  else if (verb.name === 'login') {
    const right = textOf(verb, 'clID') === credentials.user && textOf(verb, 'pw') === credentials.password;
    said = turn.user ? { code: 2002 } : { code: right ? 1000 : 2200 };
    if (right) signedIn = credentials.user;
  } else if (verb.name === 'logout') said = { code: 1500 };
  else if (!turn.user) said = { code: 2002 };
  else said = done(verb, childOf(command, 'extension'), { ...turn, user: turn.user }, id);
  return { frame: frameOf(said, id), signedIn, ends: said.code === 1500 || said.code >= 2500 };
}

function done(verb: Node, extension: Node | undefined, turn: Turn & { user: string }, id: string): Said {
  if (verb.name === 'poll') {
    settleDue(turn.registry);
    return poll(verb, turn.registry);
  }
  const [object] = verb.children;
  if (!object) return { code: 2001 };
  if (verb.name === 'transfer')
    return transferCommand({ verb: 'transfer', op: verb.attributes.op, object, turn, extension, id });
  const handler = { [spaces.domain]: domainCommand, [spaces.host]: hostCommand, [spaces.contact]: contactCommand }[
    object.space
  ];
  return handler ? handler({ verb: verb.name, op: verb.attributes.op, object, turn, extension, id }) : { code: 2307 };
}

function poll({ attributes }: Node, registry: Registry): Said {
  const { queue, now, domains } = registry;
  if (attributes.op === 'ack') {
    const at = queue.findIndex(({ id }) => id === attributes.msgID);
    if (at < 0) return { code: 2303 };
    queue.splice(at, 1);
    return { code: 1000 };
  }
  const [first] = queue;
  if (!first) return { code: 1300 };
  const at = new Date(now()).toISOString();
  return {
    code: 1301,
    queue: xml`<msgQ count="${queue.length}" id="${first.id}"><qDate>${at}</qDate><msg>${first.text}</msg></msgQ>`,
    ...(first.ended && {
      data: xml`<domain:panData xmlns:domain="${spaces.domain}"><domain:name paResult="${first.ended.done ? 1 : 0}">${first.ended.name}</domain:name><domain:paTRID><clTRID>${first.ended.id}</clTRID><svTRID>T-0</svTRID></domain:paTRID><domain:paDate>${at}</domain:paDate></domain:panData>`,
    }),
    ...(first.moves && { data: transferData(domains.get(first.moves)!) }),
  };
}

const frameOf = ({ code, message = `Result ${code}`, data, extension, queue }: Said, id: string): string =>
  xml`<?xml version="1.0" encoding="UTF-8"?><epp xmlns="${spaces.epp}"><response><result code="${code}"><msg>${message}</msg></result>${[
    queue,
    data && xml`<resData>${data}</resData>`,
    extension && xml`<extension>${extension}</extension>`,
  ]}<trID>${id ? xml`<clTRID>${id}</clTRID>` : undefined}<svTRID>T-${(served += 1)}</svTRID></trID></response></epp>`
    .text;

export const names = (node: Node | undefined, name: string): string[] =>
  childrenOf(node, name).map(({ text }) => text.trim());
