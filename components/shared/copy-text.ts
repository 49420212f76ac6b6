/** Puts a text on the clipboard; false where the browser refuses. Without HTTPS there is only the old way. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    let put = false;
    const fill = (event: ClipboardEvent): void => {
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      put = true;
    };
    document.addEventListener('copy', fill, { once: true, capture: true });
    document.execCommand('copy');
    document.removeEventListener('copy', fill, { capture: true });
    return put;
  }
}
