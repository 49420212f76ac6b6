import { elements } from './cases/elements.ts';
import { looks } from './cases/looks.ts';
import { pinned } from './cases/pinned.ts';
import { policies } from './cases/policies.ts';
import { sessions } from './cases/sessions.ts';
import type { HostCase } from './page.ts';

/** Every way of embedding that we know of. */
export const cases: readonly HostCase[] = [...policies, ...pinned, ...sessions, ...elements, ...looks];
