type Ending = () => Promise<unknown>;

/** So long a process may take to tidy up after its last test, in ms. */
const patience = 30_000;

const endings: Ending[] = [];

/** Does that once the last file of this process is through: for what its files share. */
export const atEnd = (act: Ending): void => void endings.push(act);

/** Does it all, whatever fails, and does not wait for what is still open then. */
export async function endSoon(): Promise<void> {
  setTimeout(() => process.exit(), patience).unref();
  await Promise.allSettled(endings.splice(0).map((act) => act()));
}
