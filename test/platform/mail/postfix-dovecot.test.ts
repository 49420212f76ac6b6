import { test } from 'node:test';
import { mailboxContract } from './contract.ts';
import { clientContract } from './contract-clients.ts';
import { forwardContract } from './contract-forwards.ts';
import { lackingMail, realMail } from './real.ts';

const skip = lackingMail();
if (skip) {
  test('Postfix and Dovecot keep the contract', { skip }, () => {});
} else {
  mailboxContract('Postfix with Dovecot', realMail);
  clientContract('Postfix with Dovecot', realMail);
  forwardContract('Postfix with Dovecot', realMail);
}
