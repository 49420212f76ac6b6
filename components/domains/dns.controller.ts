import type { LitElement } from 'lit';
import type { HistoryPage, Preview, ZoneAnswer } from '../../bff/domains/answers.ts';
import type { RRsetChange } from '../../bff/domains/records.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';

type ChangeBody = { version: number; changes: RRsetChange[] };

/** The zone of one domain, read from and changed through the BFF. */
export class DnsController {
  readonly zone: ResourceController<readonly [string], ZoneAnswer>;
  readonly #panel: PanelController;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, panel: PanelController, domain: () => string) {
    this.#panel = panel;
    host.addController({
      hostUpdated: () => this.#watch(),
      hostDisconnected: () => clearTimeout(this.#timer),
    });
    this.zone = new ResourceController(host, panel, {
      args: () => (domain() ? ([domain()] as const) : undefined),
      load: async (api, [id], signal) =>
        (await (
          await accept(api.v1.domains[':id'].dns.$get({ param: { id } }, { init: { signal } }))
        ).json()) as ZoneAnswer,
    });
  }

  async preview(zone: ZoneAnswer, changes: readonly RRsetChange[]): Promise<Preview> {
    const json = body(zone.version, changes);
    return (await (
      await accept(this.#dns.preview.$post({ param: this.#param(zone), json } as never))
    ).json()) as Preview;
  }

  /** Publishes; rejects with `version_conflict` and the zone as it is when someone was faster. */
  async publish(zone: ZoneAnswer, changes: readonly RRsetChange[]): Promise<ZoneAnswer> {
    const json = body(zone.version, changes);
    const answer = await accept(this.#dns.$post({ param: this.#param(zone), json } as never));
    return this.#shown((await answer.json()) as ZoneAnswer);
  }

  async undo(change: string, version: number): Promise<ZoneAnswer> {
    const { rollback } = this.#panel.api.v1.domains.changes[':id'];
    const answer = await accept(rollback.$post({ param: { id: change }, json: { version } }));
    return this.#shown((await answer.json()) as ZoneAnswer);
  }

  async retry(zone: ZoneAnswer): Promise<void> {
    this.#shown(
      (await (
        await accept(this.#dns.retry.$post({ param: this.#param(zone), json: {} } as never))
      ).json()) as ZoneAnswer,
    );
  }

  async history(zone: ZoneAnswer, cursor?: string): Promise<HistoryPage> {
    const query = cursor === undefined ? {} : { cursor };
    return (await (
      await accept(this.#dns.history.$get({ param: this.#param(zone), query } as never))
    ).json()) as HistoryPage;
  }

  /** News of the end may come to another process of the BFF: ask for it too. */
  #watch(): void {
    clearTimeout(this.#timer);
    if (this.zone.value?.sync.state === 'pending') this.#timer = setTimeout(() => void this.zone.run(), 5000);
  }

  /** The client of the session that the zone was read in; one object as long as it lasts. */
  get person(): object | undefined {
    return this.#panel.panel?.api;
  }

  get userId(): string | undefined {
    return this.#panel.me?.user.id;
  }

  get #dns() {
    return this.#panel.api.v1.domains[':id'].dns;
  }

  #param = ({ domain }: ZoneAnswer) => ({ id: domain.id });

  #shown(zone: ZoneAnswer): ZoneAnswer {
    this.zone.set(zone);
    // News of the publication may have come, and been read, before this answer.
    void this.zone.run();
    return zone;
  }
}

const body = (version: number, changes: readonly RRsetChange[]): ChangeBody => ({ version, changes: [...changes] });

/** The zone as it is now, when an error carries it. */
export function conflictOf(error: unknown): { error: ApiError; now: ZoneAnswer } | undefined {
  const known = asApiError(error);
  return known.code === 'version_conflict' && known.current
    ? { error: known, now: known.current as ZoneAnswer }
    : undefined;
}
