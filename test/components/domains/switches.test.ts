import { eq, ne } from 'drizzle-orm';
import { drifts } from '../../../bff/domains/drift/schema.ts';
import { pushes } from '../../../bff/domains/push/schema.ts';
import { childHosts } from '../../../bff/domains/registry/schema.ts';
import { domains } from '../../../bff/domains/schema.ts';
import { transfers } from '../../../bff/domains/transfers/schema.ts';
import '../../../components/domains/hc-child-hosts.ts';
import '../../../components/domains/hc-dns-editor.ts';
import '../../../components/domains/hc-dnssec.ts';
import '../../../components/domains/hc-domain-connect.ts';
import '../../../components/domains/hc-domain-contact.ts';
import '../../../components/domains/hc-domain-drift.ts';
import '../../../components/domains/hc-domain-hosting.ts';
import '../../../components/domains/hc-domain-manager.ts';
import '../../../components/domains/hc-domain-offers.ts';
import '../../../components/domains/hc-domain-push.ts';
import '../../../components/domains/hc-domain.ts';
import '../../../components/domains/hc-name-servers.ts';
import '../../../components/domains/hc-redirects.ts';
import '../../../components/domains/hc-transfer.ts';
import { switches, type Place } from '../switches.ts';
import { idOf, press, type MemoryPanel } from './mount.ts';

const change = (values: Partial<typeof domains.$inferInsert>) => (panel: MemoryPanel, id: string) =>
  panel.deps.labels.use(panel.me!.label.id, ({ db }) => db.update(domains).set(values).where(eq(domains.id, id)));
const offer = ({ deps, me }: MemoryPanel, domainId: string, fromId: string) =>
  deps.labels.use(me!.label.id, ({ db }) =>
    db.insert(pushes).values({
      id: 'psh_1',
      domainId,
      fromId,
      email: me!.user.email,
      state: 'open',
      by: '',
      createdAt: new Date(),
      expiresAt: new Date(Date.now() + 86_400_000),
    }),
  );
const menuOf = (words: RegExp) => (element: Element) => press(element, words);
const com = idOf('lindenloaf.com');

const places: readonly Place[] = [
  {
    tag: 'hc-domain-manager',
    shows: { 'domains.transfer.start': 'Move a domain here', 'domains.bulk.start': { field: 'tbody input' } },
  },
  {
    tag: 'hc-domain-manager',
    prepare: async ({ deps, api }) => {
      await deps.jobs.stop();
      const wish = { action: 'domains.renewal.stop', input: {} } as const;
      await api.v1.domains.bulk.$post({ json: { which: { filter: {} }, wish } });
    },
    shows: { 'domains.bulk.cancel': 'Leave the rest' },
  },
  {
    tag: 'hc-domain',
    domain: com,
    prepare: change({ locked: false, verifyBy: '2099-01-01' }),
    shows: {
      'domains.renewal.stop': 'Stop renewal',
      'domains.domain.renew': 'Renew',
      'domains.lock.edit': 'Lock',
      'domains.privacy.edit': 'Hide',
      'domains.authcode.reveal': 'Show code',
      'domains.verification.resend': 'Send the mail again',
    },
  },
  {
    tag: 'hc-domain',
    domain: idOf('brotlinde.eu'),
    prepare: change({ registryError: 'refused' }),
    shows: { 'domains.renewal.resume': 'Renew it again', 'domains.domain.sync': 'Try again' },
  },
  {
    tag: 'hc-domain',
    domain: com,
    prepare: change({ state: 'redemption', expiresOn: '2026-10-01' }),
    shows: { 'domains.domain.restore': 'Restore' },
  },
  { tag: 'hc-dns-editor', domain: com, shows: { 'domains.dns.edit': 'Add record' } },
  {
    tag: 'hc-dns-editor',
    domain: com,
    open: async (element) => {
      await press(element, /lindenloaf\.com$/);
      await press(element, 'History');
    },
    shows: { 'domains.dns.rollback': 'Undo these changes' },
  },
  { tag: 'hc-dnssec', domain: com, shows: { 'domains.dnssec.edit': 'Switch on' } },
  { tag: 'hc-name-servers', domain: com, shows: { 'domains.nameservers.edit': { field: '[name=whose]' } } },
  {
    tag: 'hc-child-hosts',
    domain: com,
    shows: { 'domains.host.create': 'Add child host' },
  },
  { tag: 'hc-domain-drift', domain: com, shows: { 'domains.drift.check': 'Compare now' } },
  {
    tag: 'hc-domain-drift',
    domain: com,
    prepare: ({ deps, me }, domainId) =>
      deps.labels.use(me!.label.id, async ({ db }) => {
        const foundAt = new Date();
        const sides = { ours: { values: ['off'] }, theirs: { values: ['on'] } };
        await db.insert(drifts).values({ domainId, kind: 'privacy', subject: '', foundAt, ...sides });
      }),
    shows: { 'domains.drift.resolve': 'Keep what is here' },
  },
  { tag: 'hc-redirects', domain: idOf('lindenloaf.be'), shows: { 'domains.redirect.create': 'Add redirect' } },
  { tag: 'hc-domain-hosting', domain: com, shows: { 'domains.hosting.link': 'See what changes' } },
  {
    tag: 'hc-domain-hosting',
    domain: com,
    open: async (element) => {
      await press(element, 'See what changes');
      await press(element, 'Link');
    },
    shows: { 'domains.hosting.unlink': 'Unlink' },
  },
  {
    tag: 'hc-transfer',
    domain: com,
    prepare: ({ deps, me }, domainId) =>
      deps.labels.use(me!.label.id, ({ db }) =>
        db
          .insert(transfers)
          .values({ id: 'trf_1', domainId, incoming: false, state: 'waiting', by: '', startedAt: new Date() }),
      ),
    shows: { 'domains.transfer.cancel': 'Keep it here', 'domains.transfer.approve': 'Let it go now' },
  },
  { tag: 'hc-domain-push', domain: com, shows: { 'domains.domain.push': 'Offer the domain' } },
  {
    tag: 'hc-domain-push',
    domain: com,
    prepare: (panel, domainId) => offer(panel, domainId, panel.me!.customer.id),
    shows: { 'domains.push.cancel': 'Take back' },
  },
  {
    tag: 'hc-domain-offers',
    prepare: async (panel) => {
      const { deps, me } = panel;
      const [other] = await deps.labels.use(me!.label.id, ({ db }) =>
        db.select().from(domains).where(ne(domains.customerId, me!.customer.id)).limit(1),
      );
      await offer(panel, other!.id, other!.customerId);
    },
    shows: { 'domains.push.accept': /^Take / },
  },
  {
    tag: 'hc-domain-connect',
    set: {
      provider: 'kassa.example',
      service: 'shop',
      query: 'domain=lindenloaf.com&host=winkel&region=eu&challenge=1',
    },
    shows: { 'domains.connect.apply': 'Apply' },
  },
  { tag: 'hc-domain-contact', domain: com, shows: { 'domains.contact.edit': { field: 'fieldset' } } },
];

const menus: readonly Place[] = [
  {
    tag: 'hc-dns-editor',
    domain: com,
    open: menuOf(/lindenloaf\.com$/),
    shows: {
      'domains.dns.import': 'Import a zone file',
      'domains.dns.export': 'Download as zone file',
      'domains.template.apply': 'Use a template',
    },
  },
  {
    tag: 'hc-child-hosts',
    domain: com,
    prepare: ({ deps, me }, domainId) =>
      deps.labels.use(me!.label.id, ({ db }) =>
        db.insert(childHosts).values({ id: 'hst_1', domainId, name: 'ns1.lindenloaf.com', addresses: ['192.0.2.53'] }),
      ),
    open: menuOf(/ns1\.lindenloaf\.com$/),
    shows: { 'domains.host.edit': 'Change addresses', 'domains.host.delete': 'Delete' },
  },
  {
    tag: 'hc-redirects',
    domain: idOf('lindenloaf.be'),
    open: menuOf(/ lindenloaf\.be$/),
    shows: { 'domains.redirect.edit': 'Edit', 'domains.redirect.delete': 'Delete' },
  },
];

const nowhere = {
  'domains.template.edit': 'templates are the label’s own, made by its operator',
};

switches('domains', { places, menus, nowhere });
