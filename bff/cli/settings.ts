import * as v from 'valibot';
import { actionNames, tabs, type Action, type Tab } from '../policy/actions.ts';
import { readSettings, sections, writeSettings } from '../reseller/settings.ts';
import type { Store } from '../store/start.ts';
import { type Command, given, inLabel, known, text } from './input.ts';

async function policyOf(
  store: Store,
  labelId: string | undefined,
  change: (policy: {
    hiddenTabs: Tab[];
    disabledActions: Partial<Record<Action, { reason?: string | undefined }>>;
  }) => void,
) {
  return inLabel(store, labelId, async ({ db }) => {
    const { policy } = await readSettings(db);
    const next = { hiddenTabs: [...policy.hiddenTabs], disabledActions: { ...policy.disabledActions } };
    change(next);
    await writeSettings(db, 'policy', next);
    return next;
  });
}

const without = (hidden: readonly Tab[], name: string | undefined): Tab[] => {
  const tab = known(tabs, given(name, 'tab'), 'tab');
  return hidden.filter((one) => one !== tab);
};

const sectionNames = Object.keys(sections) as (keyof typeof sections)[];

/** An object as JSON. */
function objectOf(json: string): object {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // Said below.
  }
  if (!value || typeof value !== 'object' || Array.isArray(value))
    throw new Error(`settings are an object in JSON, like '{"nameServers":["ns1.example.com","ns2.example.com"]}'`);
  return value;
}

/** What an operator decides for a label at the command line. */
export const settingsCommands: readonly Command[] = [
  {
    words: 'label settings',
    usage: '<label id>',
    help: 'show what a label decided',
    run: ([id], { store }) => inLabel(store, id, ({ db }) => readSettings(db)),
  },
  {
    words: 'label set',
    usage: '<label id> <section> <JSON>',
    help: `set some of a section: ${sectionNames.join(', ')}`,
    run: ([id, name, json], { store }) =>
      inLabel(store, id, async ({ db }) => {
        const section = known(sectionNames, given(name, 'section'), 'section');
        const { [section]: before } = await readSettings(db);
        const after = { ...before, ...objectOf(given(json, 'JSON')) };
        const { issues } = v.safeParse(sections[section], after);
        if (issues)
          throw new Error(
            [
              ...issues.map((issue) => `${section}.${v.getDotPath(issue) ?? ''}: ${issue.message}`),
              `${section} has: ${Object.keys(sections[section].entries).join(', ')}`,
            ].join('\n'),
          );
        await writeSettings(db, section, after as never);
        return (await readSettings(db))[section];
      }),
  },
  {
    words: 'action off',
    usage: '<label id> <action> [--reason <words>]',
    help: 'switch an action off; with a reason customers see it greyed',
    run: ([id, name], { store, options }) =>
      policyOf(store, id, ({ disabledActions }) => {
        disabledActions[known(actionNames, given(name, 'action'), 'action')] = { reason: text(options.reason) };
      }),
  },
  {
    words: 'action on',
    usage: '<label id> <action>',
    help: 'switch it on again',
    run: ([id, name], { store }) =>
      policyOf(
        store,
        id,
        ({ disabledActions }) => void delete disabledActions[known(actionNames, given(name, 'action'), 'action')],
      ),
  },
  {
    words: 'tab hide',
    usage: '<label id> <tab>',
    help: 'switch a tab off',
    run: ([id, name], { store }) =>
      policyOf(
        store,
        id,
        (policy) => void (policy.hiddenTabs = [...without(policy.hiddenTabs, name), known(tabs, name!, 'tab')]),
      ),
  },
  {
    words: 'tab show',
    usage: '<label id> <tab>',
    help: 'switch it on again',
    run: ([id, name], { store }) =>
      policyOf(store, id, (policy) => void (policy.hiddenTabs = without(policy.hiddenTabs, name))),
  },
];
