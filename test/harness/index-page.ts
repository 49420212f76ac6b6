import { escapeHtml } from '../../bff/demo/sites/pages.ts';
import type { HostCase, Place } from './page.ts';

/** What a person opens first: a link to every case, and who can sign in. */
export function indexPage(cases: readonly HostCase[], place: Place): string {
  const rows = cases.map(
    ({ id, title, from = 'site' }) => `<li><a href="${place[from]}/${id}">${escapeHtml(title)}</a></li>`,
  );
  const people = Object.values(place.demo.labels).flatMap(({ name, customers }) =>
    customers.flatMap(({ users }) =>
      users.slice(0, 1).map(({ username, password }) => `<li>${escapeHtml(`${name}: ${username}, ${password}`)}</li>`),
    ),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Host pages</title>
<h1>Host pages</h1>
<ul>
${rows.join('\n')}
</ul>
<h2>People who can sign in</h2>
<ul>
${people.join('\n')}
</ul>
</html>
`;
}
