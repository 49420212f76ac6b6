import type { TransferCode, TransferState } from '../../../bff/domains/transfers/states.ts';

type States = Readonly<Record<TransferState, string>>;
type Ends = Readonly<Record<'done' | 'refused' | 'cancelled', string>>;

interface Way {
  readonly states: States;
  readonly texts: States;
  readonly waitsUntil: (day: string) => string;
  readonly began: string;
  readonly waits: string;
  readonly ends: Ends;
}

const messages = {
  title: 'Move to us',
  awayTitle: 'Move to another provider',
  never: 'This domain has not moved.',
  coming: {
    states: {
      asking: 'Being asked for',
      waiting: 'Waiting for the other provider',
      approving: 'Being asked for',
      refusing: 'Being withdrawn',
      cancelling: 'Being withdrawn',
      stuck: 'Not possible yet',
      done: 'Here',
      refused: 'Not moved',
      cancelled: 'Withdrawn',
    },
    texts: {
      asking: 'The registry is being asked. The domain works all the while.',
      waiting: 'The other provider has been asked. The domain works all the while.',
      approving: '',
      refusing: '',
      cancelling: 'The registry is being told.',
      stuck: '',
      done: 'You manage it here now.',
      refused: '',
      cancelled: 'The domain stays where it is.',
    },
    waitsUntil: (day) =>
      `It comes by itself on ${day}, or earlier when the other provider agrees. It works all the while.`,
    began: 'You asked for it',
    asks: 'The registry has the request',
    waits: 'The other provider lets it go',
    ends: { done: 'It is here', refused: 'The other provider keeps it', cancelled: 'Withdrawn' },
  } as Way & { readonly asks: string },
  going: {
    states: {
      asking: 'Asked for',
      waiting: 'Waiting for your answer',
      approving: 'Being let go',
      refusing: 'Being kept',
      cancelling: 'Being kept',
      stuck: 'Asked for',
      done: 'Gone',
      refused: 'Kept',
      cancelled: 'Withdrawn',
    },
    texts: {
      asking: '',
      waiting: 'Another provider asks for this domain.',
      approving: 'The registry is being told.',
      refusing: 'The registry is being told.',
      cancelling: '',
      stuck: '',
      done: 'The domain is managed by another provider now.',
      refused: 'You kept the domain here.',
      cancelled: 'The other provider does not ask for it any more.',
    },
    waitsUntil: (day) => `Another provider asks for this domain. Say nothing, and it moves on ${day}.`,
    began: 'Another provider asked for it',
    waits: 'You answer',
    ends: { done: 'It moves', refused: 'Kept here', cancelled: 'The other provider withdrew' },
  } as Way,
  codes: {
    unreachable: 'The registry does not answer. It is kept, and we keep trying.',
    wrong_code: 'The code is not the right one. Have a new one made where the domain is now, and enter it here.',
    not_registered: 'Nobody has registered this domain.',
    ours_already: 'This domain is managed at this provider already, in another account.',
    locked: 'The domain is locked. Take the lock off where it is now, then try again.',
    too_young: 'The domain was registered or moved too lately. Try again in a few weeks.',
    pending: 'The registry is still working on an earlier change of the domain. Try again in some days.',
    registry_refused: 'The registry refused. Ask your present provider why, then try again.',
    other_refused: 'The other provider refused, or the request was withdrawn there. Ask why, then try again.',
  } satisfies Record<TransferCode, string>,
  retryAt: (time: string) => `Next try at ${time}`,
  code: 'Code of the present provider',
  codeHint: 'Also called auth code, EPP code or transfer key.',
  again: 'Ask once more',
  asked: 'Asked once more',
  errors: { auth_code: 'A code has no spaces and no letters with accents.' } as Record<string, string>,
  withdraw: 'Withdraw',
  keep: 'Keep it here',
  letGo: 'Let it go now',
  cancel: 'Back',
  withdrawQuestion: {
    title: (domain: string) => `Withdraw the move of ${domain}?`,
    text: 'The domain stays with its present provider, and leaves your list here.',
    button: 'Withdraw the move',
    done: 'The move is being withdrawn',
  },
  keepQuestion: {
    title: (domain: string) => `Keep ${domain} here?`,
    text: 'The request of the other provider is refused. Nothing changes.',
    button: 'Keep it here',
    done: 'The domain is being kept',
  },
  goQuestion: {
    title: (domain: string) => `Let ${domain} go now?`,
    text: 'It moves to the other provider within minutes, and cannot be called back from here.',
    button: 'Let it go',
    done: 'The domain is being let go',
  },
  left: 'The move was withdrawn. The domain stays with its present provider.',
  proof: 'Confirm that it is you',
  proofText: 'Your password is asked for in a window of your provider’s own site.',
  proofWaiting: 'Waiting for your confirmation in the other window…',
};

export type Messages = typeof messages;
export default messages;
