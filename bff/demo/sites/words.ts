import { escapeHtml } from './pages.ts';
import type { Visitor, Visitors } from './visitors.ts';

export type SiteLanguage = 'nl' | 'en' | 'de';

const words = {
  nl: {
    hello: ['Goedenavond', 'Goedemorgen', 'Goedemiddag', 'Goedenavond'],
    as: 'Ingelogd als',
    nobody: 'Niet ingelogd',
    change: 'Wisselen',
    out: 'Uitloggen',
    demo: 'Demo',
    there: 'welkom',
    your: 'je bedrijf',
  },
  en: {
    hello: ['Good evening', 'Good morning', 'Good afternoon', 'Good evening'],
    as: 'Signed in as',
    nobody: 'Not signed in',
    change: 'Switch',
    out: 'Sign out',
    demo: 'Demo',
    there: 'welcome',
    your: 'your company',
  },
  de: {
    hello: ['Guten Abend', 'Guten Morgen', 'Guten Tag', 'Guten Abend'],
    as: 'Angemeldet als',
    nobody: 'Nicht angemeldet',
    change: 'Wechseln',
    out: 'Abmelden',
    demo: 'Demo',
    there: 'willkommen',
    your: 'dein Unternehmen',
  },
} as const satisfies Record<SiteLanguage, unknown>;

/** "Good afternoon, Marieke", by the clock of the label. */
export function greeting(language: SiteLanguage, timeZone: string, now: Date, visitor: Visitor | undefined): string {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(now));
  const { hello, there } = words[language];
  return `${hello[Math.floor(hour / 6)]}, ${visitor?.person.name.split(' ')[0] ?? there}`;
}

export const companyOf = (language: SiteLanguage, visitor: Visitor | undefined): string =>
  visitor?.customer.name ?? words[language].your;

/** The site's own menu of who is signed in: all demo people of the label, by customer. */
export function visitorMenu(
  language: SiteLanguage,
  visitors: Visitors,
  current: Visitor | undefined,
  back: string,
): string {
  const { as, nobody, change, out, demo } = words[language];
  const customers = [...new Set(visitors.all.map(({ customer }) => customer))];
  const option = ({ person }: Visitor) =>
    `<option value="${escapeHtml(person.email)}"${person === current?.person ? ' selected' : ''}>${escapeHtml(`${person.name} (${person.role})`)}</option>`;
  const groups = customers.map(
    (customer) =>
      `<optgroup label="${escapeHtml(`${customer.name}, ${customer.domainCount}`)}">${visitors.all
        .filter((one) => one.customer === customer)
        .map(option)
        .join('')}</optgroup>`,
  );
  const none = current ? '' : `<option value="" selected disabled>${nobody}</option>`;
  return `<form class="visitor" method="post" action="/sign-in" aria-label="${demo}"><b>${demo}</b><input type="hidden" name="back" value="${escapeHtml(back)}"><label>${as} <select name="email">${none}${groups.join('')}</select></label><button>${change}</button>${current ? `<button name="out" value="1">${out}</button>` : ''}</form>`;
}
