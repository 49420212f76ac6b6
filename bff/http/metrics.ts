import type { Labels } from '../store/labels.ts';
import type { Log } from './env.ts';

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

interface Histogram {
  readonly counts: number[];
  sum: number;
  count: number;
}

/** Figures of this process in Prometheus' text format. Routes by template and problems by code: no ids, so few series. */
export class Metrics {
  readonly #requests = new Map<string, Histogram>();
  readonly #problems = new Map<string, number>();
  readonly #events = new Map<string, number>();

  /** The same log, counted. */
  counting(log: Log): Log {
    return {
      request: (line) => {
        this.#observe(`method="${line.method}",route="${line.route}",status="${line.status}"`, line.ms / 1000);
        if (line.code) add(this.#problems, `code="${line.code}"`);
        log.request(line);
      },
      event: (name, facts) => {
        add(this.#events, `name="${name}"`);
        log.event(name, facts);
      },
    };
  }

  answer(request: Request, { labels, lost }: { labels: Labels; lost: number }): Response {
    const { pathname } = new URL(request.url);
    if (pathname !== '/metrics') return new Response('not found\n', { status: 404 });
    return new Response(this.text(labels.open, lost), { headers: { 'content-type': 'text/plain; version=0.0.4' } });
  }

  text(openLabels: number, lostLabels: number): string {
    const lines = ['# TYPE hc_request_seconds histogram'];
    for (const [series, { counts, sum, count }] of this.#requests) {
      for (const [at, limit] of buckets.entries())
        lines.push(`hc_request_seconds_bucket{${series},le="${limit}"} ${counts[at]}`);
      lines.push(`hc_request_seconds_bucket{${series},le="+Inf"} ${count}`);
      lines.push(`hc_request_seconds_sum{${series}} ${sum}`, `hc_request_seconds_count{${series}} ${count}`);
    }
    lines.push('# TYPE hc_problems_total counter');
    for (const [series, value] of this.#problems) lines.push(`hc_problems_total{${series}} ${value}`);
    lines.push('# TYPE hc_events_total counter');
    for (const [series, value] of this.#events) lines.push(`hc_events_total{${series}} ${value}`);
    lines.push('# TYPE hc_open_labels gauge', `hc_open_labels ${openLabels}`);
    lines.push('# TYPE hc_lost_labels gauge', `hc_lost_labels ${lostLabels}`);
    return `${lines.join('\n')}\n`;
  }

  #observe(series: string, seconds: number): void {
    let histogram = this.#requests.get(series);
    if (!histogram) this.#requests.set(series, (histogram = { counts: buckets.map(() => 0), sum: 0, count: 0 }));
    histogram.sum += seconds;
    histogram.count += 1;
    for (const [at, limit] of buckets.entries()) if (seconds <= limit) histogram.counts[at]! += 1;
  }
}

const add = (counters: Map<string, number>, series: string): void =>
  void counters.set(series, (counters.get(series) ?? 0) + 1);
