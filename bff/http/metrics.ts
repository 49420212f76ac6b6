import type { Log } from './env.ts';

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** More series than this are not begun: a fault in what we count by must not fill the memory of whoever collects them. */
const mostSeries = 2000;
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS']);

export type Labels = Readonly<Record<string, string | number>>;
interface Histogram {
  readonly counts: number[];
  sum: number;
  count: number;
}
interface Family {
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly series: Map<string, number | Histogram>;
}
/** What is read when somebody asks: one figure, or one for each set of labels; undefined = there is nothing to say. */
export interface Gauge {
  readonly help: string;
  readonly read: () => Reading | Promise<Reading>;
}
export type Reading = number | undefined | readonly (readonly [Labels, number])[];

const escaped = (value: string | number): string =>
  String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
const seriesOf = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join();

/** Figures of this process in Prometheus' text format. Routes by template and problems by code: no ids, so few series. */
export class Metrics {
  readonly #families = new Map<string, Family>();
  readonly #gauges = new Map<string, Gauge>();
  #size = 0;

  /** One more of what `name` counts. */
  add(name: string, help: string, labels: Labels): void {
    const { series } = this.#family(name, help, 'counter');
    const key = seriesOf(labels);
    if (this.#admits(series, key, 1)) series.set(key, ((series.get(key) as number | undefined) ?? 0) + 1);
  }

  observe(name: string, help: string, labels: Labels, seconds: number): void {
    const { series } = this.#family(name, help, 'histogram');
    const key = seriesOf(labels);
    if (!this.#admits(series, key, buckets.length + 3)) return;
    let histogram = series.get(key) as Histogram | undefined;
    if (!histogram) series.set(key, (histogram = { counts: buckets.map(() => 0), sum: 0, count: 0 }));
    histogram.sum += seconds;
    histogram.count += 1;
    for (const [at, limit] of buckets.entries()) if (seconds <= limit) histogram.counts[at]! += 1;
  }

  /** A figure that is read when somebody asks. */
  gauge(name: string, gauge: Gauge): void {
    this.#gauges.set(name, gauge);
  }

  /** The same log, counted. */
  counting(log: Log): Log {
    return {
      request: (line) => {
        const method = methods.has(line.method) ? line.method : 'other';
        const labels = { method, route: line.route, status: line.status };
        this.observe('hc_request_seconds', 'Time to answer, by the template of the route.', labels, line.ms / 1000);
        if (line.code) this.add('hc_problems_total', 'Refusals and failures by their code.', { code: line.code });
        log.request(line);
      },
      event: (name, facts) => {
        this.add('hc_events_total', 'What happened beside requests.', { name });
        if (name.startsWith('job_') && typeof facts?.ms === 'number') {
          const labels = { kind: String(facts.kind), outcome: name.slice('job_'.length) };
          this.observe('hc_job_seconds', 'Time of one attempt of a job.', labels, facts.ms / 1000);
        }
        log.event(name, facts);
      },
    };
  }

  async answer(request: Request): Promise<Response> {
    if (new URL(request.url).pathname !== '/metrics') return new Response('not found\n', { status: 404 });
    return new Response(await this.text(), { headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } });
  }

  async text(): Promise<string> {
    const lines: string[] = [];
    const begin = (name: string, help: string, type: string) =>
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
    for (const [name, { help, type, series }] of this.#families) {
      begin(name, help, type);
      for (const [labels, value] of series)
        if (typeof value === 'number') lines.push(`${name}{${labels}} ${value}`);
        else lines.push(...histogramLines(name, labels, value));
    }
    for (const [name, { help, read }] of this.#gauges) {
      const value = await read();
      if (value === undefined) continue;
      begin(name, help, 'gauge');
      if (typeof value === 'number') lines.push(`${name} ${value}`);
      else for (const [labels, one] of value) lines.push(`${name}{${seriesOf(labels)}} ${one}`);
    }
    return `${lines.join('\n')}\n`;
  }

  #family(name: string, help: string, type: Family['type']): Family {
    let family = this.#families.get(name);
    if (!family) this.#families.set(name, (family = { help, type, series: new Map() }));
    return family;
  }

  #admits(series: Family['series'], key: string, size: number): boolean {
    if (series.has(key)) return true;
    if (this.#size + size > mostSeries) return false;
    this.#size += size;
    return true;
  }
}

const histogramLines = (name: string, labels: string, { counts, sum, count }: Histogram): string[] => [
  ...buckets.map((limit, at) => `${name}_bucket{${labels},le="${limit}"} ${counts[at]}`),
  `${name}_bucket{${labels},le="+Inf"} ${count}`,
  `${name}_sum{${labels}} ${sum}`,
  `${name}_count{${labels}} ${count}`,
];
