import { spaces } from '../../../../bff/platform/registrar/epp/frames.ts';
import { childOf, textOf, xml } from '../../../../bff/platform/registrar/epp/xml.ts';
import { names, type Handler } from './commands.ts';

/** RFC 5732: who has the domain above has the host; one that is used stays. */
export const hostCommand: Handler = ({ verb, object, turn: { registry, user } }) => {
  const { hosts, domains, usersOf, done } = registry;
  if (verb === 'check')
    return {
      code: 1000,
      data: xml`<host:chkData xmlns:host="${spaces.host}">${names(object, 'name').map(
        (name) => xml`<host:cd><host:name avail="${hosts.has(name) ? 0 : 1}">${name}</host:name></host:cd>`,
      )}</host:chkData>`,
    };
  const name = textOf(object, 'name')!;
  const host = hosts.get(name);
  const parent = [...domains.values()].find((domain) => name.endsWith(`.${domain.name}`));
  if (verb === 'create') {
    if (host) return { code: 2302 };
    const addresses = names(object, 'addr');
    if (parent && parent.registrar !== user) return { code: 2201 };
    if (Boolean(parent) !== addresses.length > 0) return { code: parent ? 2003 : 2306 };
    hosts.set(name, { name, registrar: user, addresses });
    done.push(`create ${name}`);
    return {
      code: 1000,
      data: xml`<host:creData xmlns:host="${spaces.host}"><host:name>${name}</host:name><host:crDate>${new Date(registry.now()).toISOString()}</host:crDate></host:creData>`,
    };
  }
  if (!host) return { code: 2303 };
  if (verb === 'info')
    return {
      code: 1000,
      data: xml`<host:infData xmlns:host="${spaces.host}"><host:name>${name}</host:name><host:roid>H${hosts.size}-TEST</host:roid><host:status s="${usersOf(name).length ? 'linked' : 'ok'}"/>${host.addresses.map(
        (address) => xml`<host:addr ip="${address.includes(':') ? 'v6' : 'v4'}">${address}</host:addr>`,
      )}<host:clID>${host.registrar}</host:clID><host:crID>${host.registrar}</host:crID><host:crDate>2020-01-01T00:00:00.0Z</host:crDate></host:infData>`,
    };
  if (host.registrar !== user) return { code: 2201 };
  if (verb === 'delete') {
    if (usersOf(name).length) return { code: 2305 };
    hosts.delete(name);
  } else {
    const gone = names(childOf(object, 'rem'), 'addr');
    if (gone.some((address) => !host.addresses.includes(address))) return { code: 2306 };
    const left = host.addresses.filter((address) => !gone.includes(address));
    host.addresses = [...left, ...names(childOf(object, 'add'), 'addr')];
  }
  done.push(`${verb} ${name}`);
  return { code: 1000 };
};
