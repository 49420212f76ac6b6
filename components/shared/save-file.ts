/** Hands the browser a file to keep: a link alone would come without the session. */
export function saveFile(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // Firefox begins after the click
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
