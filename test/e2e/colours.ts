/** The colours of an element's ground and text as a screen shows them: red, green, blue, 0–255. Runs in the page. */
export function coloursOf(element: Element): { ground: number[]; text: number[] } {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const shown = (colour: string): number[] => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const { backgroundColor, color } = getComputedStyle(element);
  return { ground: shown(backgroundColor), text: shown(color) };
}

const luminance = (colour: readonly number[]): number => {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** WCAG 2.2 contrast of two colours, 1–21. */
export function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
