/** Leads a click on a link to `go`; what the browser does with a link by itself it keeps: a new tab, a new window. */
export function follow(event: MouseEvent, go: () => void): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go();
}
