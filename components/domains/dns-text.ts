import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import { wireText } from '../../bff/domains/rules-values.ts';

/** The zone in the form that other providers take over (RFC 1035 §5). */
export const zoneText = ({ domain, rrsets }: ZoneAnswer): string =>
  [
    `$ORIGIN ${domain.name}.`,
    ...rrsets.flatMap(({ name, type, ttl, records }) =>
      records.map((record) => `${name}\t${ttl}\tIN\t${type}\t${wireText(type, record)}`),
    ),
    '',
  ].join('\n');
