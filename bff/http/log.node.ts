import { pino, type Logger } from 'pino';
import type { Log } from './env.ts';

/** JSON lines on standard output: one a request, one an event. */
export function pinoLog(logger: Logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime })): Log {
  return {
    request: (line) => logger[line.status >= 500 ? 'error' : 'info'](line, 'request'),
    event: (name, facts = {}) => logger.info(facts, name),
  };
}
