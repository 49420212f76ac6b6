/** Why something about mail is refused, for the person who asked. */
const messages = {
  no_plan: 'None of your plans has mail.',
  no_domain: 'No domain leads its mail to one of your plans yet. Link a domain to a plan first.',
  mailboxes_full: (max: number) => `Your plan has room for ${max} mailboxes, and all are in use.`,
  pool_full: 'All the space of your plan has been given out. Make another mailbox smaller first.',
  creating: 'The mailbox is still being made.',
  deleted: 'The mailbox was deleted. Restore it first.',
  suspended: 'The mailbox is suspended. End that first.',
  first_sign_in: 'Open it for the first time by the link in its row.',
  not_deleted: 'The mailbox was not deleted.',
  forwards_full: (max: number) => `Your plan has room for ${max} forwards, and all are in use.`,
  import_running: 'Another import is under way. Wait until it is over, or cancel it.',
  import_over: 'This import is over.',
};

export type Messages = typeof messages;
export default messages;
