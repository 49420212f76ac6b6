import { readFileSync } from 'node:fs';

interface Target {
  readonly what: string;
  readonly most?: number;
  readonly least?: number;
}
export interface Row {
  readonly id: string;
  readonly ours: string;
  readonly limit: string;
  readonly ratio: number;
}
export type Sample = () => unknown | Promise<unknown>;

const targets = JSON.parse(readFileSync(new URL('./targets.json', import.meta.url), 'utf8')) as Record<string, Target>;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** Times of two things in turn, in ms: what one measures alone says nothing about a busy machine. */
export async function inTurn(ours: Sample, limit: Sample, rounds: number): Promise<{ ours: number; limit: number }> {
  const times: { ours: number[]; limit: number[] } = { ours: [], limit: [] };
  for (let warm = 0; warm < 5; warm += 1) {
    await ours();
    await limit();
  }
  for (let round = 0; round < rounds; round += 1)
    for (const [name, body] of [
      ['ours', ours],
      ['limit', limit],
    ] as const) {
      const began = performance.now();
      await body();
      times[name].push(performance.now() - began);
    }
  return { ours: median(times.ours), limit: median(times.limit) };
}

const ms = (value: number): string => (value < 1 ? `${Math.round(value * 1000)} µs` : `${value.toFixed(1)} ms`);
export const timed = (id: string, { ours, limit }: { ours: number; limit: number }): Row => ({
  id,
  ours: ms(ours),
  limit: ms(limit),
  ratio: ours / limit,
});

const met = ({ id, ratio }: Row): boolean => {
  const { most, least } = targets[id]!;
  return (most === undefined || ratio <= most) && (least === undefined || ratio >= least);
};

/** A Markdown table; answers with the ids that missed their goal. */
export function report(rows: readonly Row[]): string[] {
  console.log('| id | what | ours | beside it | ratio | goal | |\n|---|---|--:|--:|--:|--:|---|');
  for (const row of rows) {
    const { what, most, least } = targets[row.id]!;
    const goal = most === undefined ? `≥ ${least}` : `≤ ${most}`;
    console.log(
      `| ${row.id} | ${what} | ${row.ours} | ${row.limit} | ${row.ratio.toFixed(2)} | ${goal} | ${met(row) ? 'met' : 'missed'} |`,
    );
  }
  return rows.filter((row) => !met(row)).map(({ id }) => id);
}
