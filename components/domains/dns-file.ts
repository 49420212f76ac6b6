import { writeZoneFile } from '../../bff/domains/zone-file/rules-write.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { copyText } from '../shared/copy-text.ts';
import { saveFile } from '../shared/save-file.ts';
import type { DnsDialogs, Parts } from './dns-dialogs.ts';

/** Asks for the zone as a file, and hands it to the browser. */
export async function downloadZone({ panel, dns, status }: Parts): Promise<void> {
  const zone = dns.zone.value;
  if (!zone) return;
  const { id, name } = zone.domain;
  try {
    const answer = await accept(panel.api.v1.domains[':id'].dns.export.$post({ param: { id }, json: {} }));
    saveFile(`${name}.zone`, 'text/dns', await answer.text());
  } catch (error) {
    status.complain(error);
    panel.actionFailed(asApiError(error), 'domains.dns.export', id);
  }
}

export async function copyZone(dialogs: DnsDialogs): Promise<void> {
  const { draft, dns } = dialogs.parts;
  const zone = draft.base ?? dns.zone.value;
  if (zone) await copyOut(dialogs, writeZoneFile(zone.domain.name, zone.rrsets));
}

/** Copies a text, and says whether the browser let us. */
export async function copyOut({ parts: { status }, t }: DnsDialogs, text: string): Promise<void> {
  if (await copyText(text)) status.say(t.copied);
  else status.complain(t.copyRefused);
}
