import { after } from 'node:test';
import { endSoon } from './at-end.ts';

// Loaded before a test file that runs by itself: one that failed before it could tidy up, and left a server or a child, ends all the same.
after(endSoon);
