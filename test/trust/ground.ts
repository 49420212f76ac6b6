import { addCustomer, addUser } from '../../bff/account/admin.ts';
import { addDomain } from '../../bff/domains/admin.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { openStore, type Store } from '../../bff/store/start.ts';
import type { SmallWorld } from './small-world.ts';

export interface Ground extends SmallWorld {
  /** Of the secret key. */
  readonly key: string;
}

/** Labels in a data folder, each with a customer and a domain, made in this process: quicker than by the command line. */
export async function ground<Name extends string>(data: string, ...names: Name[]): Promise<Record<Name, Ground>> {
  const store = await openStore(fileDatabases(data));
  const made = [];
  for (const name of names) made.push([name, await labelled(store, name)] as const);
  await store.close();
  return Object.fromEntries(made) as Record<Name, Ground>;
}

async function labelled(store: Store, name: string): Promise<Ground> {
  const { control, claims, labels } = store;
  const id = await store.addLabel({ resellerId: await control.addReseller(name), name });
  await control.addHost(id, `${name}.localhost`);
  const origin = `https://www.${name}.example`;
  await control.addOrigin(id, origin);
  const { id: key, key: secretKey } = await control.addKey(id, 'secret', true);
  const { customer, domain } = await labels.use(id, async (label) => {
    const { id: customer } = await addCustomer(label.db, { name: 'Loaf' });
    const email = `marieke@${name}.example`;
    // Nobody signs in with a password.
    await addUser(label.db, { customerId: customer, name: 'Marieke', email, role: 'owner', passwordHash: '-' });
    const expiresOn = '2027-03-14';
    const { id: domain } = await addDomain(label, claims, { customerId: customer, name: `${name}.example`, expiresOn });
    return { customer, domain };
  });
  return { label: { id, secretKey, origins: [origin] }, customer, domain, key };
}
