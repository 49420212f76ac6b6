import { toRegistry } from '../domains/contacts/job.ts';
import { tldOf } from '../domains/registry/tlds.ts';
import type { KnownDomain } from '../platform/registrar/port.ts';
import type { DemoLabel } from './types.ts';

/** What the registry has of a label's domains: all but those that are not registered here yet, or not any more. */
export const registrations = (label: DemoLabel): KnownDomain[] =>
  label.customers.flatMap(({ domains, contact: registrant }) =>
    domains.flatMap(({ name, tld, registeredOn, expiresOn, nameServers, ownNameServers, locked }) =>
      registeredOn === null || expiresOn === null
        ? []
        : [
            {
              name,
              registeredOn,
              expiresOn,
              nameServers: ownNameServers ? label.settings.dns.nameServers : nameServers,
              locked,
              privacy: tldOf(tld).privacy === 'choice' ? false : null,
              hosts: [],
              ...(registrant ? { registrant: toRegistry({ contact: registrant, extra: {} }) } : {}),
            },
          ],
    ),
  );
