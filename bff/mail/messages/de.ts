import type { Messages } from './en.ts';

const messages: Messages = {
  no_plan: 'Keines Ihrer Pakete enthält E-Mail.',
  no_domain:
    'Noch keine Domain leitet ihre Mails zu einem Ihrer Pakete. Verknüpfen Sie zuerst eine Domain mit einem Paket.',
  mailboxes_full: (max) => `Ihr Paket hat Platz für ${max} Postfächer, und alle sind belegt.`,
  pool_full: 'Der gesamte Speicher Ihres Pakets ist vergeben. Verkleinern Sie zuerst ein anderes Postfach.',
  creating: 'Das Postfach wird noch angelegt.',
  deleted: 'Das Postfach wurde gelöscht. Stellen Sie es zuerst wieder her.',
  suspended: 'Das Postfach ist gesperrt. Heben Sie das zuerst auf.',
  first_sign_in: 'Öffnen Sie es zuerst über den Link in seiner Zeile.',
  not_deleted: 'Das Postfach wurde nicht gelöscht.',
  forwards_full: (max) => `Ihr Paket hat Platz für ${max} Weiterleitungen, und alle sind belegt.`,
  import_running: 'Ein anderer Import läuft noch. Warten Sie, bis er fertig ist, oder brechen Sie ihn ab.',
  import_over: 'Dieser Import ist schon beendet.',
};

export default messages;
