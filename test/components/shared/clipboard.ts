const { clipboard: own } = navigator;

/** Stands in for the browser's clipboard until the test ends. */
export function clipboard(way: 'given' | 'old' | 'refused') {
  let copied: string | undefined;
  const refuse = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
  const stand = {
    given: {
      writeText: (text: string) => {
        copied = text;
        return Promise.resolve();
      },
    },
    old: undefined,
    refused: { writeText: refuse },
  }[way];
  Object.defineProperty(navigator, 'clipboard', { value: stand, configurable: true });
  document.execCommand = () => {
    if (way !== 'old') return false;
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent('copy', { cancelable: true });
    // Firefox makes none that can be written.
    Object.defineProperty(event, 'clipboardData', { value: clipboardData });
    document.dispatchEvent(event);
    copied = clipboardData.getData('text/plain');
    return true;
  };
  return { copied: () => copied };
}

afterEach(() => {
  Object.defineProperty(navigator, 'clipboard', { value: own, configurable: true });
  delete (document as Partial<Document>).execCommand;
});
