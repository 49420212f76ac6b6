import { startPowerDns } from '../../bff/demo/platform/powerdns.ts';
import { killAgainAndAgain } from '../trust/kills.ts';
import type { Campaign } from './run.ts';

/** So many kills: nine of ten with the embedded name server, a quarter of them at a sync to disk, the rest with PowerDNS. */
export const campaign: Campaign = async ({ n = 1000 }) => {
  const began = performance.now();
  const report = (round: number) => {
    if (round % 50 === 0) console.log(`${round} kills, ${Math.round((performance.now() - began) / 1000)} s`);
  };
  const kills = Math.round(n * 0.9);
  console.log(JSON.stringify({ kills, ...(await killAgainAndAgain({ kills, atSyncEvery: 4, report })), lost: 0 }));
  const powerDns = await startPowerDns();
  const rest = n - kills;
  const figures = await killAgainAndAgain({ kills: rest, atSyncEvery: 4, powerDns, report });
  console.log(JSON.stringify({ kills: rest, with: 'PowerDNS', ...figures, lost: 0 }));
  await powerDns.stop();
};
