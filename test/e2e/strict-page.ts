import { hostPage, type HostPage } from './host-page.ts';
import type { Product } from './product.ts';

const nonce = 'R4nd0m';

/** A page on an origin of its own with the strictest policy that panels must work under; it counts what the policy stops. */
export const strictPage = ({ url }: Product): Promise<HostPage> =>
  hostPage(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Strict page</title>
<script nonce="${nonce}">
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    // Firefox asks for the page's icon by itself.
    if (!event.blockedURI.endsWith('/favicon.ico')) window.violations.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample);
  });
</script>
<script nonce="${nonce}" async src="${url}/embed/v1/hc.js" data-label="hc_pk_test_demo"></script>
<hc-domain-manager></hc-domain-manager>`,
    {
      'content-security-policy': `default-src 'none'; script-src 'nonce-${nonce}'; connect-src ${url} 'self'; style-src 'none'`,
    },
  );

/** What a browser shows of the main action in the colours of Tidewell's theme. */
export const primary = { ground: [15, 118, 110], text: [255, 255, 255] };
