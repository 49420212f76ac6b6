import { below, pick, randomFrom } from './random.ts';

export const places =
  'aalsmeer alkmaar almelo almere amersfoort amstelveen apeldoorn arnhem assen baarn barneveld bergen beverwijk breda bussum capelle castricum culemborg delft delfzijl deventer doetinchem dordrecht drachten dronten ede eindhoven emmen enkhuizen enschede ermelo geldrop goes gorinchem gouda groningen haarlem harderwijk harlingen heerenveen heerlen helmond hengelo hilversum hoorn houten huizen kampen katwijk leeuwarden leiden lelystad lochem maastricht meppel middelburg nijkerk nijmegen ommen oss purmerend rijswijk roermond rotterdam schiedam sneek soest steenwijk tiel tilburg utrecht veenendaal venlo vlaardingen vught weert woerden zaandam zeist zutphen zwolle'.split(
    ' ',
  );
const trades =
  'aannemer advocaat apotheek architect autoschade bakkerij bloemist boekhouder brillen catering dakdekker dierenarts drukkerij elektricien fietsen fotograaf fysiotherapie garage glaszetter goudsmid hovenier ijssalon installateur interieur juwelier kaashandel kapper keukens kinderopvang kliniek koeling lasbedrijf lijsten loodgieter makelaar meubels muziekles naaiatelier notaris oefentherapie opslag optiek pianostemmer pottenbakker restaurant rijschool schilder slagerij slotenmaker stomerij stukadoor tandarts tegels timmerman tuincentrum uitvaart verhuizers vloeren wijnhandel zonwering'.split(
    ' ',
  );
const families =
  'aerts bakker beekman bos brouwer dekker dijkstra doorn elzinga faber groen haverkamp hendriks hoekstra jansen kok kuiper lammers mulder nijhuis oosterhuis peters postma rietveld schipper smit tol veenstra verbeek visser vos wijnands zijlstra'.split(
    ' ',
  );
const things =
  'anker berk duin eik gracht haven kade klaver kompas lantaarn linde meeuw molen oever polder sluis steen toren vaart veld wad wilg zeil zilver zon'.split(
    ' ',
  );
const qualities = 'blauwe goede groene grote hoge kleine lichte nieuwe oude stille vrije warme witte zoete'.split(' ');
const accented = [
  'café-{thing}',
  'crèche-{place}',
  'brûlerie-{place}',
  'patisserie-crème-{thing}',
  'één-{thing}',
  'fête-{place}',
];
/** Of those above, the ones under which such names can be had. */
const withAccents = ['com', 'eu', 'be', 'de', 'net'];

const endings: readonly (readonly [share: number, ending: string])[] = [
  [62, 'nl'],
  [74, 'com'],
  [80, 'eu'],
  [86, 'be'],
  [90, 'de'],
  [93, 'net'],
  [95, 'org'],
  [97, 'shop'],
  [98, 'amsterdam'],
  [99, 'frl'],
  [100, 'online'],
];

function wordOf(random: () => number): string {
  const [trade, place, family, thing] = [
    pick(random, trades),
    pick(random, places),
    pick(random, families),
    pick(random, things),
  ];
  const chance = below(random, 100);
  if (chance < 34) return `${trade}-${place}`;
  if (chance < 46) return `${trade}${place}`;
  if (chance < 58) return `${family}${trade}`;
  if (chance < 68) return `${trade}-${family}`;
  if (chance < 78) return `de${pick(random, qualities)}${thing}`;
  if (chance < 86) return `${thing}${pick(random, things)}`;
  if (chance < 92) return `${place}se-${thing}`;
  if (chance < 97) return `${family}-en-${pick(random, families)}`;
  return pick(random, accented).replace('{thing}', thing).replace('{place}', place).replace('{family}', family);
}

/** `count` different names as small companies have them, as people write them; the same for the same text. None is in `taken`. */
export function demoNames(text: string, count: number, taken: ReadonlySet<string> = new Set()): string[] {
  const random = randomFrom(text);
  const names = new Set<string>();
  while (names.size < count) {
    const share = below(random, 100);
    const word = wordOf(random);
    const ending = /[^\0-\x7f]/.test(word) ? pick(random, withAccents) : endings.find(([until]) => share < until)![1];
    const name = `${word}.${ending}`;
    if (!taken.has(name)) names.add(name);
  }
  return [...names];
}
