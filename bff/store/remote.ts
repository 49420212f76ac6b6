import {
  createClient,
  type Client,
  type InArgs,
  type InStatement,
  type ResultSet,
  type Transaction,
} from '@libsql/client';
import { fetchWithin } from '../platform/within.ts';
import { storeError, unreachableError } from './remote-errors.ts';
import { Reach } from './remote-reach.ts';
import { bind, isBusy, storeCode, StoreError } from './values.ts';

/** A libSQL server (sqld) that has a namespace for each database. */
export interface RemoteOptions {
  /** `{db}` in it stands for the name; without it the name goes into the header that sqld reads, as an IP address cannot carry it. */
  readonly url: string;
  readonly token?: string | undefined;
  /** sqld's admin API, which makes namespaces. */
  readonly adminUrl?: string | undefined;
  /** How long one statement may take before the server counts as out of reach, in ms. */
  readonly timeout?: number | undefined;
  /** How long to wait for another process's transaction, in ms. */
  readonly busyTimeout?: number | undefined;
}

export interface RemoteUse {
  /** Tells whether the caller runs inside a transaction of this client. */
  readonly insideTransaction?: () => boolean;
  /** Shared by all databases of a server. */
  readonly reach?: Reach;
}

/** Less than a person waits: a write on a paused primary hangs for ever. */
const statementTimeout = 2000;
/** A migration may rebuild a large table. */
const migrationTimeout = 60_000;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Makes a namespace, where there is none. */
export async function makeNamespace(options: RemoteOptions, name: string): Promise<void> {
  if (!options.adminUrl) {
    // Without the right to make one it must be there.
    const client = new RemoteClient(options, name);
    await client.execute('select 1').finally(() => client.close());
    return;
  }
  const request = new Request(new URL(`/v1/namespaces/${name}/create`, options.adminUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const answer = await fetchWithin(10_000, request).catch(() => {
    throw unreachableError();
  });
  if (!answer.ok && !/already exists/.test(await answer.text()))
    throw new StoreError('DATABASE_UNREACHABLE', `the database server answered ${answer.status}`);
}

/**
 * A namespace of a libSQL server, with the manners of the local client: transactions of this process wait for each
 * other here instead of at the server, arguments are checked, errors have SQLite's codes, nothing waits for ever.
 */
export class RemoteClient implements Client {
  readonly protocol = 'http';
  closed = false;
  readonly #client: Client;
  readonly #options: RemoteOptions;
  readonly #reach: Reach;
  readonly #insideTransaction: (() => boolean) | undefined;
  #timeout: number;
  #tail: Promise<void> = Promise.resolve();

  constructor(options: RemoteOptions, name: string, { insideTransaction, reach = new Reach() }: RemoteUse = {}) {
    this.#options = options;
    this.#reach = reach;
    this.#insideTransaction = insideTransaction;
    this.#timeout = options.timeout ?? statementTimeout;
    const namespace = options.url.includes('{db}') ? undefined : btoa(name).replaceAll('=', '');
    this.#client = createClient({
      url: options.url.replaceAll('{db}', name),
      ...(options.token === undefined ? {} : { authToken: options.token }),
      fetch: (input: Request) => {
        const request = new Request(input);
        // The server stands near; to pack and unpack each small answer takes longer than to send it.
        request.headers.set('accept-encoding', 'identity');
        if (namespace !== undefined) request.headers.set('x-namespace-bin', namespace);
        return fetchWithin(this.#timeout, request);
      },
    });
  }

  async execute(statement: InStatement, args?: InArgs): Promise<ResultSet> {
    this.#refuse();
    const checked = checkedStatement(statement, args);
    return this.#patiently(() => this.#client.execute(checked));
  }

  async batch(statements: Array<InStatement | [string, InArgs?]>): Promise<ResultSet[]> {
    const transaction = await this.transaction();
    try {
      const results = await transaction.batch(
        statements.map((one) => (Array.isArray(one) ? { sql: one[0], args: one[1] ?? [] } : one)),
      );
      await transaction.commit();
      return results;
    } finally {
      transaction.close();
    }
  }

  /** `begin immediate`, sent with the first statement. */
  async transaction(): Promise<Transaction> {
    this.#refuse();
    const release = await this.#acquire();
    try {
      return new RemoteTransaction(
        await this.#asked(() => this.#client.transaction('write')),
        (body) => this.#translated(body, true),
        release,
      );
    } catch (error) {
      release();
      throw error;
    }
  }

  async migrate(statements: InStatement[]): Promise<ResultSet[]> {
    const release = await this.#acquire();
    this.#timeout = migrationTimeout;
    try {
      return await this.#patiently(() => this.#client.migrate(statements.map((one) => checkedStatement(one))));
    } finally {
      this.#timeout = this.#options.timeout ?? statementTimeout;
      release();
    }
  }

  async executeMultiple(sql: string): Promise<void> {
    this.#refuse();
    await this.#patiently(() => this.#client.executeMultiple(sql));
  }

  async sync(): Promise<undefined> {
    return undefined;
  }

  reconnect(): void {
    this.#client.reconnect();
  }

  close(): void {
    this.closed = true;
    this.#client.close();
  }

  #refuse(): void {
    if (this.closed) throw new StoreError('CLIENT_CLOSED', 'the database is closed');
    if (this.#insideTransaction?.())
      throw new StoreError('SQLITE_MISUSE', 'inside a transaction use its handle, not the database');
  }

  async #acquire(): Promise<() => void> {
    const before = this.#tail;
    let free = () => {};
    this.#tail = new Promise((resolve) => {
      free = resolve;
    });
    await before;
    return free;
  }

  async #asked<T>(body: () => Promise<T>): Promise<T> {
    await this.#reach.check(() => this.#translated(() => this.#client.execute('select 1')));
    return this.#translated(body);
  }

  async #translated<T>(body: () => Promise<T>, inTransaction = false): Promise<T> {
    try {
      return await body();
    } catch (error) {
      const shown = storeError(error, inTransaction);
      if (storeCode(shown) === 'DATABASE_UNREACHABLE') this.#reach.lose();
      throw shown;
    }
  }

  // Nothing was written when the server says that it is busy, so it may be asked again.
  async #patiently<T>(attempt: () => Promise<T>): Promise<T> {
    const end = performance.now() + (this.#options.busyTimeout ?? 2000);
    for (let wait = 5; ; wait = Math.min(wait * 2, 100)) {
      try {
        return await this.#asked(attempt);
      } catch (error) {
        if (!isBusy(error) || performance.now() > end) throw error;
        await pause(wait * (0.5 + Math.random()));
      }
    }
  }
}

class RemoteTransaction implements Transaction {
  closed = false;
  readonly #inner: Transaction;
  readonly #translate: <T>(body: () => Promise<T>) => Promise<T>;
  readonly #release: () => void;

  constructor(inner: Transaction, translate: <T>(body: () => Promise<T>) => Promise<T>, release: () => void) {
    this.#inner = inner;
    this.#translate = translate;
    this.#release = release;
  }

  execute(statement: InStatement): Promise<ResultSet> {
    const checked = checkedStatement(statement);
    return this.#translated(() => this.#inner.execute(checked));
  }

  batch(statements: InStatement[]): Promise<ResultSet[]> {
    const checked = statements.map((one) => checkedStatement(one));
    return this.#translated(() => this.#inner.batch(checked));
  }

  executeMultiple(sql: string): Promise<void> {
    return this.#translated(() => this.#inner.executeMultiple(sql));
  }

  async commit(): Promise<void> {
    await this.#translated(() => this.#inner.commit());
    this.#end();
  }

  async rollback(): Promise<void> {
    if (this.closed) return;
    try {
      await this.#inner.rollback();
    } finally {
      this.#end();
    }
  }

  close(): void {
    if (this.closed) return;
    this.#inner.close();
    this.#end();
  }

  #translated<T>(body: () => Promise<T>): Promise<T> {
    if (this.closed) throw new StoreError('TRANSACTION_CLOSED', 'the transaction is over');
    return this.#translate(body);
  }

  #end(): void {
    this.closed = true;
    this.#release();
  }
}

function checkedStatement(statement: InStatement, args?: InArgs): { sql: string; args: InArgs } {
  const [sql, values] = typeof statement === 'string' ? [statement, args] : [statement.sql, statement.args];
  return { sql, args: bind(values) };
}
