// What the page's own scripts could see of us, from the first moment on.
window.before = Object.getOwnPropertyNames(window);
window.violations = [];
window.heard = [];
document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective, sample }) => {
  // Firefox asks for the page's icon by itself.
  if (!blockedURI.endsWith('/favicon.ico')) window.violations.push(`${effectiveDirective} ${blockedURI} ${sample}`);
});
for (const type of ['hc-ready', 'hc-load-error', 'hc-session-expired'])
  document.addEventListener(type, ({ element, kind = '' }) => window.heard.push(`${type} ${element} ${kind}`.trim()));
