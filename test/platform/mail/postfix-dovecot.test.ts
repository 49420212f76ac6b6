import { test } from 'node:test';
import { mailboxContract } from './contract.ts';
import { lackingMail, realMail } from './real.ts';

const skip = lackingMail();
if (skip) {
  test('Postfix and Dovecot keep the contract', { skip }, () => {});
} else {
  mailboxContract('Postfix with Dovecot', realMail);
}
