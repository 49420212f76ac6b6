import type { LitElement } from 'lit';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import { accept } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { whose } from '../shared/whose.ts';

/** The zone of one domain, kept fresh. */
export class DnsController {
  readonly zone: ResourceController<readonly [string], ZoneAnswer>;
  readonly #panel: PanelController;

  constructor(host: LitElement, panel: PanelController, domain: () => string) {
    this.#panel = panel;
    this.zone = new ResourceController(host, panel, {
      args: () => (domain() ? ([domain()] as const) : undefined),
      load: async (api, [id], signal) =>
        (await (
          await accept(api.v1.domains[':id'].dns.$get({ param: { id } }, { init: { signal } }))
        ).json()) as ZoneAnswer,
    });
    askWhile(
      host,
      () => this.zone.value?.sync.state === 'pending',
      () => this.zone.run(),
    );
  }

  async retry({ domain: { id } }: ZoneAnswer): Promise<void> {
    const answer = await accept(this.#panel.api.v1.domains[':id'].dns.retry.$post({ param: { id }, json: {} }));
    this.show((await answer.json()) as ZoneAnswer);
  }

  /** Shows the zone that a change was answered with. */
  show(zone: ZoneAnswer): void {
    this.zone.set(zone);
    // News of the publication may have come, and been read, before this answer.
    void this.zone.run();
  }

  /** The client of the session that the zone was read in; one object as long as it lasts. */
  get session(): object | undefined {
    return this.#panel.panel?.api;
  }

  get whom(): string {
    return whose(this.#panel.me);
  }
}
