const messages = {
  title: 'Import a zone file',
  file: 'Zone file',
  hint: 'Paste the export of your old provider, in BIND’s format. Nothing changes before you publish.',
  choose: 'Choose a file',
  empty: 'Paste a zone file or choose one.',
  tooLong: 'This file is too big: 9 MB is the most.',
  others: 'Records that the file does not name',
  keep: 'Stay as they are',
  remove: 'Are removed: the zone is then as the file says',
  nothing: 'No record of this file can be taken over: nothing would change.',
  sameRest: 'What can be taken over is there already: nothing would change.',
  unchanged: (count: number) =>
    count === 1 ? '1 set of records is there already.' : `${count} sets of records are there already.`,
  notes: 'Lines to look at',
  line: (line: number) => `Line ${line}`,
  out: 'Left out.',
  moreNotes: (count: number) => (count === 1 ? '1 more line is left out.' : `${count} more lines are left out.`),
  unknown: 'Please check this line.',
  reasons: {
    soa: () => 'Our name servers make this record themselves.',
    dnssec: () => 'DNSSEC records are made when a zone is signed; those of another provider would not fit.',
    managed: () => 'The name servers of the domain itself are set under “Name servers”.',
    unknown_type: () => 'We do not serve this type.',
    class: () => 'Only records of the class IN are served.',
    directive: () => 'This instruction is not carried out.',
    syntax: () => 'This line cannot be understood.',
    unbalanced: () => 'A quote or a parenthesis is not closed.',
    locked: () => 'Your provider keeps this name or type.',
    ttl_limits: (value: string) => `The TTL becomes ${value} seconds, the nearest that is allowed.`,
    ttl_mixed: (value: string) => `Records of one name and type share a TTL: all get ${value} seconds.`,
    relative_target: (value: string) => `Read as ${value}, since there is no dot at its end. Is that what you mean?`,
  },
};

export type Messages = typeof messages;
export default messages;
