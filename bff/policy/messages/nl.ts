import type { Reasons } from './en.ts';

const reasons: Reasons = {
  not_signed_in: 'Log eerst in.',
  session_expired: 'Uw sessie is verlopen. Log opnieuw in.',
  credentials_wrong: 'Gebruikersnaam en wachtwoord horen niet bij elkaar.',
  too_many_requests: 'Dat was te vaak in korte tijd. Wacht even.',
  unavailable: 'De dienst antwoordt nu niet. Uw gegevens zijn veilig. Probeer het zo opnieuw.',
  not_found: 'Dit bestaat niet.',
  tab_disabled: 'Dit onderdeel is uitgeschakeld.',
  action_disabled: 'Uw aanbieder heeft dit uitgeschakeld.',
  not_in_session: 'Deze pagina mag dat niet doen. Doe het in uw klantomgeving.',
  role_forbidden: 'Uw rol staat dit niet toe. Vraag het de eigenaar van het account.',
  plan_lacks: 'Dit zit niet in uw pakket.',
  plan_full: 'Uw pakket is vol.',
  unsupported: 'Dit wordt hier niet geboden.',
  tld_unsupported: 'Deze extensie biedt dit niet.',
  suspended: 'Dit account is nu alleen te bekijken. Vraag uw aanbieder waarom.',
  payment_required: 'Er staat een factuur open. Betaal die eerst.',
  foreign_name_servers: 'Dit domein gebruikt andere nameservers, dus de DNS wordt daar beheerd.',
  record_protected: 'Uw aanbieder beschermt dit record.',
  state_forbids: 'Dit kan niet in de huidige toestand.',
  step_up_required: 'Bevestig met uw wachtwoord dat u het bent.',
  version_conflict: 'Iemand anders heeft dit intussen gewijzigd.',
  name_taken: 'Deze naam is al in gebruik.',
  storage_full: 'Er kan nu niets worden opgeslagen. Wat u had is veilig.',
  internal: 'Er ging bij ons iets mis. Er is niets gewijzigd.',
};

export default reasons;
