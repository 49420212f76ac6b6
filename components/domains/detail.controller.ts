import type { LitElement } from 'lit';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import { accept } from '../shared/api-error.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';

export type DetailController = ResourceController<readonly [string], DomainDetail>;

/** One domain with all that its tabs show; `known` is what an element around has read of it: then the first read is needless. */
export function detailOf(
  host: LitElement,
  panel: PanelController,
  domain: () => string,
  known?: () => DomainDetail | undefined,
): DetailController {
  const detail: DetailController = new ResourceController(host, panel, {
    args: () => (domain() ? ([domain()] as const) : undefined),
    load: async (api, [id], signal) => {
      const given = detail.value ? undefined : known?.();
      if (given?.id === id) return given;
      return (await (
        await accept(api.v1.domains[':id'].$get({ param: { id } }, { init: { signal } }))
      ).json()) as DomainDetail;
    },
  });
  return detail;
}
