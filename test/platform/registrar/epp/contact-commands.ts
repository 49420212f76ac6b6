import { spaces } from '../../../../bff/platform/registrar/epp/frames.ts';
import { childOf, childrenOf, textOf, Xml, xml, type Node } from '../../../../bff/platform/registrar/epp/xml.ts';
import type { Handler } from './commands.ts';
import type { HeldContact } from './state.ts';

const parts = ['street', 'city', 'sp', 'pc', 'cc'] as const;

function read(node: Node | undefined): Pick<HeldContact, 'postal' | 'voice' | 'email'> {
  const postal = Object.fromEntries(
    childrenOf(node, 'postalInfo').map((info) => {
      const address = childOf(info, 'addr');
      const fields = Object.fromEntries(parts.map((part) => [part, textOf(address, part)]));
      return [info.attributes.type!, { name: textOf(info, 'name'), org: textOf(info, 'org'), ...fields }];
    }),
  );
  return { postal, voice: textOf(node, 'voice'), email: textOf(node, 'email') };
}

const element = (name: string, text: string | undefined): Xml | undefined => {
  const tag = new Xml(`contact:${name}`);
  return text ? xml`<${tag}>${text}</${tag}>` : undefined;
};

const infoOf = ({ id, registrar, postal, voice, email }: HeldContact, linked: boolean): Xml =>
  xml`<contact:infData xmlns:contact="${spaces.contact}"><contact:id>${id}</contact:id><contact:roid>C1-TEST</contact:roid><contact:status s="${linked ? 'linked' : 'ok'}"/>${Object.entries(
    postal,
  ).map(
    ([type, { name, org, ...address }]) =>
      xml`<contact:postalInfo type="${type}">${element('name', name)}${element('org', org)}<contact:addr>${parts.map((part) => element(part, address[part]))}</contact:addr></contact:postalInfo>`,
  )}${element('voice', voice)}<contact:email>${email}</contact:email><contact:clID>${registrar}</contact:clID><contact:crID>${registrar}</contact:crID><contact:crDate>2020-01-01T00:00:00.0Z</contact:crDate></contact:infData>`;

/** RFC 5733: a contact that a domain uses stays. */
export const contactCommand: Handler = ({ verb, object, turn: { registry, user } }) => {
  const { contacts, domains, done } = registry;
  const id = textOf(object, 'id')!;
  const there = contacts.get(id);
  const linked = [...domains.values()].some(({ registrant }) => registrant === id);
  if (verb === 'create') {
    if (there) return { code: 2302 };
    contacts.set(id, { id, registrar: user, ...read(object) });
    done.push(`create ${id}`);
    return {
      code: 1000,
      data: xml`<contact:creData xmlns:contact="${spaces.contact}"><contact:id>${id}</contact:id><contact:crDate>${new Date(registry.now()).toISOString()}</contact:crDate></contact:creData>`,
    };
  }
  if (!there) return { code: 2303 };
  if (verb === 'info') return { code: 1000, data: infoOf(there, linked) };
  if (there.registrar !== user) return { code: 2201 };
  if (verb === 'delete') {
    if (linked) return { code: 2305 };
    contacts.delete(id);
  } else if (verb === 'update') {
    const change = read(childOf(object, 'chg'));
    contacts.set(id, {
      ...there,
      postal: { ...there.postal, ...change.postal },
      voice: change.voice ?? there.voice,
      email: change.email ?? there.email,
    });
  } else return { code: 2101 };
  done.push(`${verb} ${id}`);
  return { code: 1000 };
};
