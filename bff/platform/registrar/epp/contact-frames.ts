import { dotted, undotted, type RegistryContact } from '../contacts.ts';
import type { Answer } from './answers.ts';
import { spaces, type Command } from './frames.ts';
import { childOf, childrenOf, textOf, Xml, xml, XmlError } from './xml.ts';

const inContact = (verb: string, body: Xml): Xml => {
  const name = new Xml(verb);
  return xml`<${name}><contact:${name} xmlns:contact="${spaces.contact}">${body}</contact:${name}></${name}>`;
};
const idOf = (id: string): Xml => xml`<contact:id>${id}</contact:id>`;

/** How an address is written: in plain letters, or in those of its country (RFC 5733 §2.4). */
export type Form = 'int' | 'loc';
const plain = (contact: RegistryContact): boolean =>
  [contact.name, contact.organisation, contact.street, contact.city, contact.state].every((text) =>
    /^[ -~]*$/.test(text),
  );

const some = (name: string, text: string): Xml | undefined => {
  const element = new Xml(name);
  return text ? xml`<contact:${element}>${text}</contact:${element}>` : undefined;
};

/** A form that the registry has already is kept: of two it would show the one that was not changed. */
const postal = (contact: RegistryContact, there?: Form): Xml => {
  const { name, organisation, street, city, state, postalCode, country } = contact;
  const form: Form = there === 'loc' || !plain(contact) ? 'loc' : 'int';
  return xml`<contact:postalInfo type="${form}">${some('name', name)}${some('org', organisation)}<contact:addr>${some('street', street)}${some('city', city)}${some('sp', state)}${some('pc', postalCode)}${some('cc', country)}</contact:addr></contact:postalInfo>`;
};

export const contactInfo = (id: string): Command => ({ body: inContact('info', idOf(id)), writes: false });
/** Whoever has the code could move the contact to another registrar: nobody ever needs it. */
export const contactCreate = (id: string, contact: RegistryContact, code: string): Command => ({
  body: inContact(
    'create',
    xml`${idOf(id)}${postal(contact)}${some('voice', dotted(contact.phone))}<contact:email>${contact.email}</contact:email><contact:authInfo><contact:pw>${code}</contact:pw></contact:authInfo>`,
  ),
  writes: true,
  secret: code,
});
export const contactUpdate = (id: string, contact: RegistryContact, form: Form): Command => ({
  body: inContact(
    'update',
    xml`${idOf(id)}<contact:chg>${postal(contact, form)}<contact:voice>${dotted(contact.phone)}</contact:voice><contact:email>${contact.email}</contact:email></contact:chg>`,
  ),
  writes: true,
});
export const contactDelete = (id: string): Command => ({ body: inContact('delete', idOf(id)), writes: true });
export const domainRegistrant = (name: string, id: string): Command => ({
  body: xml`<update><domain:update xmlns:domain="${spaces.domain}"><domain:name>${name}</domain:name><domain:chg><domain:registrant>${id}</domain:registrant></domain:chg></domain:update></update>`,
  writes: true,
});

export interface ContactInfo extends RegistryContact {
  readonly form: Form;
}

export function readContact({ data }: Answer): ContactInfo {
  const node = childOf(data, 'infData', spaces.contact);
  const forms = childrenOf(node, 'postalInfo');
  const info = forms.find(({ attributes }) => attributes.type === 'loc') ?? forms[0];
  if (!node || !info) throw new XmlError('an answer without a contact');
  const address = childOf(info, 'addr');
  const organisation = textOf(info, 'org') ?? '';
  return {
    form: info.attributes.type === 'loc' ? 'loc' : 'int',
    kind: organisation ? 'company' : 'person',
    name: textOf(info, 'name') ?? '',
    organisation,
    street: childrenOf(address, 'street')
      .map(({ text }) => text.trim())
      .filter(Boolean)
      .join(', '),
    postalCode: textOf(address, 'pc') ?? '',
    city: textOf(address, 'city') ?? '',
    state: textOf(address, 'sp') ?? '',
    country: textOf(address, 'cc') ?? '',
    phone: undotted(textOf(node, 'voice') ?? ''),
    email: textOf(node, 'email') ?? '',
    extra: {},
  };
}
