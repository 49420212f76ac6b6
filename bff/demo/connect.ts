import type { ConnectTemplate } from '../domains/connect/template.ts';

const ttl = 3600;

/** The services that ask Tidewell's customers for their domains: a shop that anybody may lead to, and letters that sign. */
export const demoTemplates: readonly ConnectTemplate[] = [
  {
    providerId: 'kassa.example',
    providerName: 'Kassa',
    serviceId: 'shop',
    serviceName: 'Web shop',
    version: 2,
    hostRequired: true,
    warnPhishing: true,
    sharedProviderName: true,
    syncRedirectDomain: 'kassa.example',
    records: [
      { type: 'CNAME', groupId: 'shop', host: '@', pointsTo: '%region%.shops.kassa.example', ttl: 300 },
      {
        type: 'TXT',
        groupId: 'proof',
        host: '_kassa-challenge',
        data: '%challenge%',
        ttl,
        txtConflictMatchingMode: 'All',
      },
    ],
  },
  {
    providerId: 'letters.example',
    providerName: 'Letters',
    serviceId: 'newsletter',
    serviceName: 'Newsletters',
    version: 1,
    syncPubKeyDomain: 'letters.example',
    records: [
      { type: 'CNAME', host: 'news', pointsTo: 'hosted.letters.example', ttl },
      {
        type: 'TXT',
        host: '@',
        data: 'letters-site-verification=%proof%',
        ttl,
        txtConflictMatchingMode: 'Prefix',
        txtConflictMatchingPrefix: 'letters-site-verification=',
      },
      { type: 'SPFM', host: '@', spfRules: 'include:spf.letters.example' },
    ],
  },
];
