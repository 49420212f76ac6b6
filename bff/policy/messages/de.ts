import type { Reasons } from './en.ts';

const reasons: Reasons = {
  not_signed_in: 'Melden Sie sich zuerst an.',
  session_expired: 'Ihre Sitzung ist abgelaufen. Melden Sie sich erneut an.',
  credentials_wrong: 'Benutzername und Passwort passen nicht zusammen.',
  too_many_requests: 'Das war zu oft in kurzer Zeit. Warten Sie einen Moment.',
  unavailable: 'Der Dienst antwortet gerade nicht. Ihre Daten sind sicher. Versuchen Sie es gleich noch einmal.',
  not_found: 'Das gibt es nicht.',
  tab_disabled: 'Dieser Bereich ist abgeschaltet.',
  action_disabled: 'Ihr Anbieter hat das abgeschaltet.',
  not_in_session: 'Diese Seite darf das nicht. Tun Sie es in Ihrem Kundenbereich.',
  role_forbidden: 'Ihre Rolle erlaubt das nicht. Fragen Sie den Inhaber des Kontos.',
  plan_lacks: 'Das ist in Ihrem Paket nicht enthalten.',
  plan_full: 'Ihr Paket ist voll.',
  unsupported: 'Das wird hier nicht angeboten.',
  tld_unsupported: 'Diese Endung bietet das nicht an.',
  suspended: 'Dieses Konto ist zurzeit schreibgeschützt. Fragen Sie Ihren Anbieter nach dem Grund.',
  payment_required: 'Eine Rechnung ist offen. Bezahlen Sie sie zuerst.',
  foreign_name_servers: 'Diese Domain nutzt andere Nameserver, ihr DNS wird dort verwaltet.',
  record_protected: 'Ihr Anbieter schützt diesen Eintrag.',
  state_forbids: 'Das ist im jetzigen Zustand nicht möglich.',
  step_up_required: 'Bestätigen Sie mit Ihrem Passwort, dass Sie es sind.',
  version_conflict: 'Jemand anderes hat das inzwischen geändert.',
  name_taken: 'Dieser Name ist schon vergeben.',
  storage_full: 'Gerade kann nichts gespeichert werden. Was Sie hatten, ist sicher.',
  internal: 'Bei uns ist etwas schiefgegangen. Es wurde nichts geändert.',
};

export default reasons;
