import { readFileSync } from 'node:fs';
import { type Command, given, inLabel } from './input.ts';
import { addTemplate, listTemplates, removeTemplate } from '../domains/connect/store.ts';

/** A file of JSON, as the public repository of templates has them. */
function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Error(`${file} is no JSON: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Which services may ask a label's customers to set up their domains, by Domain Connect. */
export const connectCommands: readonly Command[] = [
  {
    words: 'connect template add',
    usage: '<label id> <file>',
    help: 'take on a Domain Connect template, or its next version',
    run: async ([id, file], { store }) => {
      const template = read(given(file, 'file'));
      return inLabel(store, id, ({ db }) => addTemplate(db, template));
    },
  },
  {
    words: 'connect template list',
    usage: '<label id>',
    help: 'list the templates that a label took on',
    run: ([id], { store }) => inLabel(store, id, ({ db }) => listTemplates(db)),
  },
  {
    words: 'connect template remove',
    usage: '<label id> <provider id> <service id>',
    help: 'no longer; records that it made stay',
    run: ([id, provider, service], { store }) =>
      inLabel(store, id, async ({ db }) => {
        const name = { provider: given(provider, 'provider id'), service: given(service, 'service id') };
        if (!(await removeTemplate(db, name)))
          throw new Error(`there is no template ${name.provider} ${name.service} in this label`);
      }),
  },
];
