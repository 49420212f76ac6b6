/** Told of each call of a connector: its name in the port, how it ended, how long it took in seconds. */
export type Told = (call: string, outcome: string, seconds: number) => void;

const outcomeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed';

/** The same connector, measured. */
export function measured<Port extends object>(port: Port, told: Told): Port {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        const began = performance.now();
        let outcome = 'ok';
        try {
          return await (value.apply(target, args) as unknown);
        } catch (error) {
          outcome = outcomeOf(error);
          throw error;
        } finally {
          told(String(name), outcome, (performance.now() - began) / 1000);
        }
      };
    },
  });
}
