import { demoLabels } from '../bff/demo/data.ts';
import type { DemoSlug } from '../bff/demo/types.ts';
import type { LabelSettings } from '../bff/reseller/settings.ts';
import type { Panel } from '../components/shared/panel.ts';
import { memoryPanel, type MemoryOptions } from '../test/components/memory-panel.ts';
import { settingsOf, type GateArgs } from './gate.args.ts';

export interface StoryOptions extends MemoryOptions {
  /** What this story's panel is like beside what its BFF says. */
  readonly panel?: Partial<Panel>;
  /** Brings the label's rows where the story begins. */
  readonly prepare?: (panel: MemoryPanel) => Promise<unknown>;
}
export type MemoryPanel = Awaited<ReturnType<typeof memoryPanel>>;

const languages: LabelSettings['locale']['languages'] = ['en', 'nl', 'de'];
const timeZones: Record<DemoSlug, string> = { tidewell: 'Europe/Amsterdam', smidse: 'Europe/Berlin' };

/** What a story's loader hands on. */
export interface Loaded {
  readonly panel: Panel;
}
type PanelLoader = (context: { readonly args: object; readonly abortSignal: AbortSignal }) => Promise<Loaded>;

/**
 * Gives a story its panel: the real BFF, running in this page on the demo data. The controls that are settings of
 * the label go through its gate.
 */
export function inPanel({ panel: over, prepare, ...options }: StoryOptions = {}): PanelLoader {
  const made = new WeakMap<AbortSignal, { readonly key: string; readonly panel: Panel }>();
  return async ({ args, abortSignal }) => {
    const key = JSON.stringify(args);
    // A story that is only drawn anew keeps its panel, and with it what its play function did.
    const known = made.get(abortSignal);
    if (known?.key === key) return { panel: known.panel };
    const gate = args as Partial<GateArgs>;
    const slug = options.label ?? 'tidewell';
    const memory = await memoryPanel({
      ...options,
      role: gate.role ?? options.role ?? 'owner',
      ...(gate.readOnlyCustomer ? { manageable: false } : {}),
      settings: {
        locale: { languages, timeZone: timeZones[slug] },
        ...settingsOf(gate, slug),
        ...options.settings,
      },
    });
    await prepare?.(memory);
    const panel: Panel = { ...memory, ...over };
    made.set(abortSignal, { key, panel });
    return { panel };
  };
}

let ids: Map<string, string> | undefined;

/** Id of a demo domain, by the name that people read. */
export function idOf(unicodeName: string): string {
  ids ??= new Map(
    demoLabels(new Date(), { small: true }).flatMap(({ customers }) =>
      customers.flatMap(({ domains }) => domains.map((domain) => [domain.unicodeName, domain.id] as const)),
    ),
  );
  return ids.get(unicodeName)!;
}
