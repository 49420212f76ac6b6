import type { LitElement } from 'lit';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import type { Client } from '../../bff/client.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import { lead } from '../shared/lead.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import type { StatusController } from '../shared/status.controller.ts';
import type { DetailController } from './detail.controller.ts';

interface Parts {
  readonly panel: PanelController;
  readonly detail: DetailController;
  readonly status: StatusController;
}
type Send = (domain: Client['v1']['domains'][':id'], param: { id: string }) => Promise<Response>;

/** What is done to a registration: sent, shown, said, and followed until the registry has it. */
export class RegistrationController {
  /** The action that is on its way. */
  busy: Action | undefined;
  readonly #host: LitElement;
  readonly #parts: Parts;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    const { detail } = parts;
    askWhile(
      host,
      () => detail.value?.registration.sync.state === 'pending',
      () => detail.run(),
    );
  }

  /** Brings both together once more; undefined where the label does not let him. */
  get retry(): (() => void) | undefined {
    return this.#parts.panel.may('domains.domain.sync') ? () => void this.again() : undefined;
  }

  /** Rejects with what the BFF said; a form has a place for it. */
  async send(action: Action, send: Send): Promise<DomainDetail> {
    const { panel, detail } = this.#parts;
    const { id } = detail.value!;
    this.busy = action;
    this.#host.requestUpdate();
    try {
      const answer = await accept(send(panel.api.v1.domains[':id'], { id }) as never);
      const after = (await (answer as Response).json()) as DomainDetail;
      // Another domain may be here by now.
      if (detail.value?.id === id) detail.set(after);
      return after;
    } catch (error) {
      const problem = asApiError(error);
      panel.actionFailed(problem, action, id);
      // Somebody else was faster, or the state is another one by now.
      if (problem.code === 'version_conflict' || problem.code === 'state_forbids') await detail.run();
      throw problem;
    } finally {
      this.busy = undefined;
      this.#host.requestUpdate();
    }
  }

  /** Says what was done, or why it was not; with a way back where there is one. */
  async try(action: Action, send: Send, said: string, undo?: () => void): Promise<boolean> {
    const { status, detail } = this.#parts;
    const id = detail.value?.id;
    try {
      await this.send(action, send);
      // The page may have gone on to another domain, then or later: with that one nothing was done.
      if (detail.value?.id === id) status.say(said, undo && (() => void (detail.value?.id === id && undo())));
      return true;
    } catch (error) {
      status.complain(error);
      return false;
    } finally {
      // What was done is often not there to be done again.
      void lead(this.#host);
    }
  }

  /** Has the registry told once more. */
  async again(): Promise<void> {
    try {
      await this.send('domains.domain.sync', (domain, param) => domain.sync.$post({ param, json: {} }));
    } catch (error) {
      this.#parts.status.complain(error);
    }
  }
}
