import { marks } from './marks.ts';
import { table } from './table.ts';
import { tools } from './tools.ts';

/** What a panel wears that lists something. */
export const list = [tools, table, marks];
