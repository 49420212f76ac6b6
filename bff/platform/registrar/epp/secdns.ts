import { parseDs, type Ds } from '../../../domains/dnssec/ds.ts';
import { spaces } from './frames.ts';
import { childOf, childrenOf, textOf, xml, XmlError, type Node, type Xml } from './xml.ts';

/** What comes to the keys of a domain, or goes from them. */
export type DsChange = Readonly<Record<'add' | 'rem', readonly Ds[]>>;

const dsData = ({ keyTag, algorithm, digestType, digest }: Ds): Xml =>
  xml`<secDNS:dsData><secDNS:keyTag>${keyTag}</secDNS:keyTag><secDNS:alg>${algorithm}</secDNS:alg><secDNS:digestType>${digestType}</secDNS:digestType><secDNS:digest>${digest}</secDNS:digest></secDNS:dsData>`;

/** The extension of an update (RFC 5910 §5.2.5): what goes stands before what comes. */
export const dsUpdate = ({ add, rem }: DsChange): Xml =>
  xml`<secDNS:update xmlns:secDNS="${spaces.secDns}">${[
    rem.length ? xml`<secDNS:rem>${rem.map(dsData)}</secDNS:rem>` : undefined,
    add.length ? xml`<secDNS:add>${add.map(dsData)}</secDNS:add>` : undefined,
  ]}</secDNS:update>`;

/** The keys beside a domain (RFC 5910 §5.1.2), of registries that take DS; of those that take keys there are none to compare. */
export function readDs(extension: Node | undefined): Ds[] {
  return childrenOf(childOf(extension, 'infData', spaces.secDns), 'dsData').map((node) => {
    const parts = ['keyTag', 'alg', 'digestType', 'digest'].map((name) => textOf(node, name));
    const ds = parseDs(parts.join(' '));
    if (!ds) throw new XmlError('a DS record without its parts');
    return ds;
  });
}
