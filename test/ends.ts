import { after } from 'node:test';

/** So long a file may take to tidy up after its last test, in ms. */
const patience = 30_000;

// Loaded before each test file: one that failed before it could tidy up, and left a server or a child, ends all the same.
after(() => {
  setTimeout(() => process.exit(), patience).unref();
});
