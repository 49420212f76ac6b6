import { readFileSync } from 'node:fs';

export interface Target {
  readonly what: string;
  readonly most?: number;
  readonly least?: number;
  /** What the figure is counted in; a ratio when it says nothing. */
  readonly unit?: string;
}
export interface Row {
  readonly id: string;
  readonly ours: string;
  /** What it is measured against, in the same run. */
  readonly beside: string;
  /** The figure that the goal is about; undefined = not measured, and `ours` says why. */
  readonly value: number | undefined;
}
export type Sample = () => unknown | Promise<unknown>;

export const quick = process.argv.includes('--quick');
/** Fewer samples when it shall be quick. */
export const samples = (usual: number): number => (quick ? Math.max(3, Math.round(usual / 4)) : usual);

export const targets = JSON.parse(readFileSync(new URL('./targets.json', import.meta.url), 'utf8')) as Record<
  string,
  Target
>;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

type Sides = Readonly<Record<string, Sample>>;

/** Asks each side for a figure, in turn: what one measures alone says nothing about a busy machine. The medians. */
export async function eachInTurn<S extends Readonly<Record<string, () => Promise<number>>>>(
  sides: S,
  rounds: number,
): Promise<Record<keyof S, number>> {
  const found = Object.fromEntries(Object.keys(sides).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1)
    for (const [name, figure] of Object.entries(sides)) found[name]!.push(await figure());
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, median(values)])) as Record<
    keyof S,
    number
  >;
}

/** Times of several things in turn, in ms. */
export async function timesInTurn<S extends Sides>(sides: S, rounds: number): Promise<Record<keyof S, number>> {
  for (let warm = 0; warm < 5; warm += 1) for (const body of Object.values(sides)) await body();
  const timing = (body: Sample) => async () => {
    const began = performance.now();
    await body();
    return performance.now() - began;
  };
  const timed = Object.fromEntries(Object.entries(sides).map(([name, body]) => [name, timing(body)]));
  return (await eachInTurn(timed, rounds)) as Record<keyof S, number>;
}

export const inTurn = (ours: Sample, beside: Sample, rounds: number): Promise<{ ours: number; beside: number }> =>
  timesInTurn({ ours, beside }, rounds);

export const ms = (value: number): string => (value < 1 ? `${Math.round(value * 1000)} µs` : `${value.toFixed(1)} ms`);
export const timed = (id: string, { ours, beside }: { ours: number; beside: number }): Row => ({
  id,
  ours: ms(ours),
  beside: ms(beside),
  value: ours / beside,
});
export const rated = (id: string, ours: number, beside: number): Row => ({
  id,
  ours: `${Math.round(ours)}/s`,
  beside: `${Math.round(beside)}/s`,
  value: ours / beside,
});
export const figure = (id: string, value: number, beside = '–'): Row => ({
  id,
  ours: shown(value, targets[id]!),
  beside,
  value,
});
export const notMeasured = (why: string, ...ids: readonly string[]): Row[] =>
  ids.map((id) => ({ id, ours: `not measured: ${why}`, beside: '–', value: undefined }));

const shown = (value: number, { unit }: Target): string =>
  `${Number.isInteger(value) || value >= 100 ? Math.round(value) : value.toFixed(2)}${unit ? ` ${unit}` : ''}`;

export function verdict({ id, value }: Row): 'met' | 'missed' | 'not measured' | '–' {
  const { most, least } = targets[id]!;
  if (value === undefined) return 'not measured';
  if (most === undefined && least === undefined) return '–';
  return (most === undefined || value <= most) && (least === undefined || value >= least) ? 'met' : 'missed';
}

export function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const target = targets[row.id]!;
    const { what, most, least, unit } = target;
    const bound = most ?? least;
    const goal = bound === undefined ? '–' : `${most === undefined ? '≥' : '≤'} ${bound}${unit ? ` ${unit}` : ''}`;
    const value = row.value === undefined ? '–' : shown(row.value, target);
    return `| ${row.id} | ${what} | ${row.ours} | ${row.beside} | ${value} | ${goal} | ${verdict(row)} |`;
  });
  return ['| id | what | ours | beside it | figure | goal | |', '|---|---|--:|--:|--:|--:|---|', ...lines].join('\n');
}
