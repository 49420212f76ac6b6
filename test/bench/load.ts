import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Load {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly seconds: number;
  /** How long every answer must be. */
  readonly bytes?: number | undefined;
  readonly status?: number;
}
export interface Publishing {
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly seconds: number;
  /** One a connection, and the version that its zone has. */
  readonly paths: { readonly path: string; version: number }[];
  readonly body: string;
}

/** What asks the servers, in a process of its own: it must not take their time. */
export class LoadGenerator {
  readonly #child: ChildProcess = fork(fileURLToPath(new URL('./load.process.ts', import.meta.url)), {
    execArgv: [],
  });

  /** Answers a second. */
  run(job: Load | Publishing): Promise<number> {
    return new Promise((resolve, reject) => {
      const hear = (said: { rate?: number; error?: string; path?: string; version?: number }) => {
        if ('paths' in job && said.path !== undefined) {
          job.paths.find(({ path }) => path === said.path)!.version = said.version!;
          return;
        }
        this.#child.off('message', hear);
        if (said.error === undefined) resolve(said.rate!);
        else reject(new Error(said.error));
      };
      this.#child.on('message', hear);
      this.#child.send(job);
    });
  }

  close(): void {
    this.#child.kill();
  }
}
