const variable = /%([\w.-]{1,64})%/g;

/** Names of the variables in a text. */
export const variablesIn = (text: string): string[] => [...text.matchAll(variable)].map(([, name]) => name!);

/** Puts values in once: what looks like a variable inside of a value stays as it is. */
export const fill = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replaceAll(variable, (whole, name: string) => values.get(name) ?? whole);

/** What a request says of itself; never a variable of a template, beside the three that we set. */
export const reserved: ReadonlySet<string> = new Set([
  'groupId',
  'key',
  'providerName',
  'redirect_uri',
  'serviceName',
  'sig',
  'state',
]);
/** Set by us, whatever a request calls so. */
export const builtIn: ReadonlySet<string> = new Set(['domain', 'fqdn', 'host']);
