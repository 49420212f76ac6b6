import type { LitElement } from 'lit';
import type { Forward, ForwardPage } from '../../bff/mail/forwards/answers.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { PagesController } from './pages.controller.ts';

/** `domain` is an id; empty = any. */
type Filter = Readonly<Record<'q' | 'domain', string>>;

/** The customer's forwards and catch-alls. */
export class ForwardsController extends PagesController<Filter, Forward, ForwardPage> {
  constructor(host: LitElement, panel: PanelController) {
    super(host, panel, {
      all: { q: '', domain: '' },
      ask: (query, signal) => panel.api.v1.mail.forwards.$get({ query } as never, { init: { signal } }),
    });
  }

  get plans(): NonNullable<ForwardPage['plans']> {
    return this.first?.plans ?? [];
  }
}
