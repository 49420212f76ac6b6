const words = (text: string): readonly string[] => text.split(/\s+/);

/** What people begin with, in the languages of the panels. */
const taken = words(
  `password passwort wachtwoord kennwort passwd geheim secret welkom welcome willkommen hallo hello letmein changeme iloveyou
  admin administrator beheerder root user gebruiker benutzer login guest gast test default master temporary tijdelijk
  dragon monkey sunshine sonnenschein zonneschijn princess prinses prinzessin shadow superman batman pokemon starwars football
  voetbal fussball baseball basketball soccer hockey schatz schatzi schatzchen schaetzchen schatje liefde amsterdam rotterdam utrecht nederland holland
  deutschland germany england london berlin hamburg munich muenchen feyenoord ajax bayern schalke borussia summer winter spring
  autumn zomer herfst lente sommer herbst fruehling email webmail mailbox mail server hosting support office kontakt contact
  computer internet trustno whatever freedom chocolate schokolade chocola butterfly schmetterling vlinder flower hunter killer
  cookie ginger pepper hannover engel blessed jesus lovely secure sicher veilig bedrijf company firma`,
);

const days = words(
  `monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
  maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
  january february march april may june july august september october november december
  januar februar maerz marz mai juni juli oktober dezember januari februari maart mei augustus`,
);

const names = words(
  `michael thomas andreas stefan peter martin daniel christian alexander sebastian markus matthias philipp florian tobias
  wolfgang jessica jennifer nicole sabrina vanessa melanie stephanie sandra claudia katharina christina julia laura sarah sara
  lisa anna maria emma sophie hannah johan willem pieter hendrik jeroen dennis kevin patrick robert richard william james john
  david charlie george oliver jordan ashley amanda michelle nicolas marco mark lucas thijs bram daan sander marieke linda
  monique charlotte elisabeth emily olivia samantha andrew anthony matthew joshua joseph`,
);

export const commonWords: readonly string[] = [...new Set([...taken, ...days, ...names])];

/** Signs beside each other in the alphabet and on keyboards, either way. */
export const rows: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz',
  '012345678901234567890',
  '!@#$%^&*()_+',
  '!"§$%&/()=?',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'qsdfghjklm',
  'zxcvbnm',
  'yxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1q2w3e4r5t6z7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'q1w2e3r4t5z6u7i8o9p0',
  'a1z2e3r4t5y6u7i8o9p0',
  'a1b2c3d4e5f6g7h8i9',
  '1a2b3c4d5e6f7g8h9i',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qweasdzxc',
  'qweasdyxc',
  'qazwsxedcrfvtgbyhnujm',
  'qaywsxedcrfvtgbzhnujm',
].flatMap((row) => [row, [...row].reverse().join('')]);
