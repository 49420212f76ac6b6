import type { RecordType } from '../records.ts';

/** What a template sets at one name. `{domain}` in a value is the domain, `{dashed}` the same with dashes for dots. */
export interface TemplateRRset {
  readonly name: string;
  readonly type: RecordType;
  readonly ttl?: number | undefined;
  readonly records: readonly string[];
}
export interface Template {
  readonly id: string;
  /** As the label calls it; ours are named by the panel. */
  readonly name?: string | undefined;
  readonly rrsets: readonly TemplateRRset[];
}

const mail = (mx: readonly string[], spf: string): TemplateRRset[] => [
  { name: '@', type: 'MX', records: mx },
  { name: '@', type: 'TXT', records: [spf] },
];

/** Mail of the big houses, as they ask for it, and a domain that neither sends nor gets any. */
export const commonTemplates: readonly Template[] = [
  {
    id: 'microsoft365',
    rrsets: [
      ...mail(['0 {dashed}.mail.protection.outlook.com'], 'v=spf1 include:spf.protection.outlook.com -all'),
      { name: 'autodiscover', type: 'CNAME', records: ['autodiscover.outlook.com'] },
    ],
  },
  { id: 'google', rrsets: mail(['1 smtp.google.com'], 'v=spf1 include:_spf.google.com ~all') },
  {
    id: 'parked',
    rrsets: [...mail(['0 .'], 'v=spf1 -all'), { name: '_dmarc', type: 'TXT', records: ['v=DMARC1; p=reject'] }],
  },
];
