import type { Messages } from './name-servers.en.ts';

const messages: Messages = {
  title: 'Nameserver',
  sub: (domain) => `Sie antworten, wohin ${domain} zeigt`,
  whose: 'Wessen Nameserver',
  ours: (label) => `Die von ${label}`,
  others: 'Andere',
  server: (at) => `Nameserver ${at}`,
  without: (at) => `Nameserver ${at} weglassen`,
  another: 'Noch einer',
  useAgain: (first) => `${first} und die anderen wieder nutzen`,
  awayTitle: 'Ihr DNS zieht weg.',
  awayText: (label) =>
    `Die Einträge bei ${label} bleiben erhalten, aber niemand fragt mehr danach. Website und Mail folgen dem, was die anderen Nameserver sagen.`,
  backTitle: (label) => `${label} antwortet wieder für Ihr DNS.`,
  backText:
    'Die Einträge unter DNS-Einträge gelten wieder, so wie sie jetzt dort stehen. Es kann zwei Tage dauern, bis alle es wissen.',
  save: 'Nameserver speichern',
  saved: 'Nameserver geändert',
  unchanged: 'Nichts zu speichern: das sind die Nameserver schon',
  undone: 'Nameserver zurückgesetzt',
  pending: 'Die Registrierungsstelle erfährt es',
  pendingText: 'Das dauert bei den meisten Sekunden, bei manchen Stunden.',
  failed: 'Noch nicht bei der Registrierungsstelle.',
  retry: 'Erneut versuchen',
  checking: 'Es wird nachgesehen, ob er antwortet',
  checked: {
    ok: 'Antwortet für diese Domain.',
    unresolved: 'Dieser Name hat noch keine Adresse. Sie können ihn trotzdem speichern.',
    not_public: 'Seine Adresse liegt in einem privaten Netz. Sie können ihn trotzdem speichern.',
    silent: 'Er antwortet gerade nicht. Sie können ihn trotzdem speichern.',
    lame: 'Er antwortet, aber noch nicht für diese Domain: die Zone muss dort eingerichtet werden. Sie können ihn trotzdem speichern.',
    unknown: 'Er ließ sich gerade nicht prüfen.',
  },
  errors: {
    required: 'Tragen Sie einen Namen ein, oder lassen Sie diesen weg.',
    host_name: 'Tragen Sie einen Hostnamen ein, etwa ns1.example.net.',
    duplicate: 'Dieser steht schon da.',
    needs_host: 'Dieser Host liegt unter der Domain selbst. Legen Sie ihn zuerst als Child-Host mit Adressen an.',
    too_few: 'Die Registrierungsstelle will mehr Nameserver.',
    too_many: 'Die Registrierungsstelle nimmt weniger Nameserver.',
  },
};

export default messages;
