import type { LitElement, ReactiveController } from 'lit';
import type { ServersChecked, ServerState } from '../../bff/domains/health/answers.ts';
import { accept } from '../shared/api-error.ts';
import type { PanelController } from '../shared/panel.controller.ts';

/** Looks at name servers while they are typed. What it finds is said beside the field and keeps nobody from saving. */
export class NameServerCheck implements ReactiveController {
  readonly #host: LitElement;
  readonly #panel: PanelController;
  readonly #domain: () => string;
  readonly #known = new Map<string, ServerState | 'checking'>();
  #of = '';

  constructor(host: LitElement, panel: PanelController, domain: () => string) {
    this.#host = host;
    this.#panel = panel;
    this.#domain = domain;
    host.addController(this);
  }

  /** What was found is of the domain that was shown. */
  hostUpdate(): void {
    if (this.#of === this.#domain()) return;
    this.#of = this.#domain();
    this.#known.clear();
  }

  of(name: string): ServerState | 'checking' | undefined {
    return this.#known.get(name.trim());
  }

  /** Once for each name: whoever goes through the fields asks nothing anew, but what could not be looked at. */
  async look(text: string): Promise<void> {
    const name = text.trim();
    const known = this.#known.get(name);
    if (!name || (known && known !== 'unknown')) return;
    const id = this.#domain();
    this.#say(id, name, 'checking');
    try {
      const { check } = this.#panel.api.v1.domains[':id'].name_servers;
      const answer = await accept(check.$post({ param: { id }, json: { nameServers: [name] } }));
      const { items } = (await answer.json()) as ServersChecked;
      this.#say(id, name, items[0]?.state ?? 'unknown');
    } catch {
      this.#say(id, name, 'unknown');
    }
  }

  #say(id: string, name: string, state: ServerState | 'checking'): void {
    if (id !== this.#domain()) return;
    this.#known.set(name, state);
    this.#host.requestUpdate();
  }
}
