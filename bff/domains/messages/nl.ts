import type { Messages } from './en.ts';

const messages: Messages = {
  sync: {
    unreachable: 'De nameserver antwoordt niet. Uw wijzigingen zijn bewaard en we blijven het proberen.',
    refused: 'De nameserver nam de wijzigingen niet aan. Ze zijn bewaard en onze medewerkers zien het.',
  },
  registry: {
    sync: {
      unreachable: 'Het register antwoordt niet. Je wijziging is opgeslagen en we blijven het proberen.',
      refused: 'Het register nam de wijziging niet aan. Ze is opgeslagen en onze medewerkers kunnen haar zien.',
    },
    notNow: {
      pending_create: 'Het domein wordt nog geregistreerd.',
      pending_transfer_in: 'Het domein is nog onderweg naar ons.',
      redemption: 'Het domein is verwijderd. Zet het eerst terug.',
      pending_delete: 'Het domein wordt bijna vrijgegeven. Er kan niets meer worden gewijzigd.',
      released: 'Het domein is vrijgegeven en van niemand meer.',
      transferred: 'Het domein is naar een andere aanbieder verhuisd.',
      failed: 'De registratie is mislukt.',
    },
    registryHolds: 'Het register heeft dit domein tegen wijzigingen vergrendeld.',
    registryMoves: 'Een andere aanbieder vraagt om dit domein. Antwoord daar eerst op.',
    registryWorks: 'Het register is nog met een eerdere wijziging bezig.',
    registryLock: 'Het register zelf heeft dit domein tegen verhuizing vergrendeld. Je provider kan vertellen waarom.',
    hostInUse: (domains) => `Deze is in gebruik als nameserver: ${domains}. Geef die eerst andere.`,
  },
  changedSince: 'Deze records zijn daarna nog eens gewijzigd. Maak eerst de latere wijziging ongedaan.',
};

export default messages;
