import { test } from 'node:test';
import { portContract } from './contract.ts';
import { namesContract } from './contract-names.ts';
import { signingContract } from './contract-signing.ts';
import { wireContract } from './contract-wire.ts';
import { lackingPowerDns, realPowerDns } from './real.ts';

const skip = lackingPowerDns();
if (skip) {
  test('PowerDNS keeps the contract', { skip }, () => {});
} else {
  portContract('PowerDNS', realPowerDns);
  wireContract('PowerDNS', realPowerDns);
  namesContract('PowerDNS', realPowerDns);
  signingContract('PowerDNS', realPowerDns);
}
