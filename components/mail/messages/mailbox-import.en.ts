import type { FileCode } from '../mailbox-file.ts';

const messages = {
  title: 'Import mailboxes',
  file: 'Your list',
  hint: 'A CSV file whose first line names the columns: address, name, password, size. Only the address is needed; we make a password where there is none.',
  choose: 'Choose a file',
  template: 'Example file',
  quota: 'Space where the file gives none',
  look: 'Check the list',
  back: 'Back to the list',
  cancel: 'Cancel',
  create: (count: number) => (count === 1 ? 'Create 1 mailbox' : `Create ${count} mailboxes`),
  good: (good: string, total: string, many: number) =>
    many === 1 ? `1 of ${total} can be created.` : `${good} of ${total} can be created.`,
  willMake: (count: number) =>
    count === 1
      ? 'One has no password. We make it one, and you can save it once it is on its way.'
      : `${count} have no password. We make one for each, and you can save them once they are on their way.`,
  ignored: (titles: string) => `These columns are not used: ${titles}.`,
  lines: 'Lines of the list',
  line: 'Line',
  address: 'Address',
  noAddress: 'no address',
  outcome: 'Outcome',
  states: {
    good: 'Will be created',
    waiting: 'Waiting',
    created: 'Created',
    refused: 'Left out',
    dropped: 'Not created: stopped before',
  },
  doing: (done: string, total: string) => `Creating mailboxes: ${done} of ${total}`,
  progress: 'Progress of the import',
  ended: (created: number, left: number) => {
    const made = created === 1 ? '1 mailbox was created' : `${created} mailboxes were created`;
    return left ? `${made}, ${left} left out.` : `${made}.`;
  },
  stopped: (created: number, left: number) => `You stopped it. ${created} created, ${left} left out.`,
  madeSaved: 'The passwords that we made are saved.',
  madeText: (count: number) =>
    count === 1
      ? 'We made a password for one. Save it now: nobody can show it again.'
      : `We made passwords for ${count}. Save them now: nobody can show them again.`,
  savePasswords: 'Save passwords',
  closeUnsaved: 'Close without saving them',
  seeWhy: 'See why',
  stop: 'Stop',
  close: 'Close',
  leftOut: 'Mailboxes that were left out',
  wrong: {
    empty: () => 'Paste a list, or choose a file.',
    no_address: () => 'The first line must name the columns, and one of them must be “address”.',
    open_quote: (_most, line) => `In line ${line} a quotation mark opens and never closes.`,
    too_many_rows: (most) => `At most ${most} lines at once. Split the list.`,
    too_long: () => 'This file is too large to be a list of mailboxes.',
  } as Record<FileCode | 'too_long', (most: string, line: number) => string>,
  errors: {
    twice: 'The same address stands in a line above.',
    address_form: 'This is no mail address.',
    address_too_long: 'This address is too long.',
    size_form: 'Write a size like 2 GB or 500 MB.',
    plan_full: 'Your plan has no room for another mailbox.',
    plan_lacks: 'Your plan has no mail.',
    role_forbidden: 'Who started the import may no longer do this.',
    action_disabled: 'Creating mailboxes was switched off meanwhile.',
    internal: 'It failed for a reason that we have to find. Please ask us.',
  } as Readonly<Record<string, string>>,
};

export type Messages = typeof messages;
export default messages;
