/** What the list of mailboxes shows. `full`: above 80 % of their size. */
export const mailboxViews = ['all', 'full', 'suspended', 'deleted'] as const;
export type MailboxView = (typeof mailboxViews)[number];
