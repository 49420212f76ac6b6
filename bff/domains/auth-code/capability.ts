import type { Session } from '../../auth/session.ts';
import type { Denied, Refusal } from '../../policy/actions.ts';
import type { Locale } from '../../policy/words.ts';
import { registryWords } from '../messages.ts';
import { registryRefusals } from '../registry/capability.ts';
import { tldOf } from '../registry/tlds.ts';
import { longDay } from '../days.ts';
import type { DomainRow } from '../zone.ts';
import de from './messages/de.ts';
import en, { type Messages } from './messages/en.ts';
import nl from './messages/nl.ts';

const catalogues: Record<Locale, Messages> = { en, nl, de };

/** Why nobody gets a code: the ending has none, or the domain may not be moved now. */
export function authCodeRefusal(domain: DomainRow, session: Session): Refusal | undefined {
  const words = catalogues[session.locale];
  if (!tldOf(domain.tld).authCode) return { code: 'tld_unsupported', reason: words.unknownToTld(domain.tld) };
  if (domain.statuses.includes('serverTransferProhibited'))
    return { code: 'state_forbids', reason: registryWords(session.locale).registryLock };
  if (domain.locked) return { code: 'state_forbids', reason: words.locked };
  if (domain.staysUntil)
    return { code: 'state_forbids', reason: words.stays(longDay(domain.staysUntil, session.locale)) };
  return registryRefusals['domains.nameservers.edit'](domain, session);
}

export function deniedCode(domain: DomainRow, session: Session): Denied {
  const name = 'domains.authcode.reveal';
  const refusal = session.denied[name] ? undefined : authCodeRefusal(domain, session);
  return refusal ? { [name]: refusal } : {};
}
