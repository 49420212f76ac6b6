/**
 * `primary`: the name that the site has. `alias`: the same site under another name. `subdomain`: the site is below one name of
 * the domain, and the rest of it stays as it is.
 */
export const linkRoles = ['primary', 'alias', 'subdomain'] as const;
export type LinkRole = (typeof linkRoles)[number];
