/** A program of the project: as it is deployed where test/run.ts has built it just now, else its sources. */
export const programFile = (name: 'serve' | 'cli'): string =>
  process.env.TEST_BUILT ? `dist/bff/${name}.js` : `bff/${name}.ts`;
