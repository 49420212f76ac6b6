import type { Page } from 'puppeteer-core';

/** The upper part of the place of 900 pixels, as a PNG. */
export const shotOf = (page: Page): Promise<string> =>
  page.screenshot({ clip: { x: 0, y: 0, width: 900, height: 600 }, encoding: 'base64' });

/** Share of the pixels of two pictures that a person would call different. */
export const apart = (page: Page, one: string, other: string): Promise<number> =>
  page.evaluate(
    async (...pictures) => {
      const [first, second] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height).data;
        }),
      );
      let different = 0;
      for (let at = 0; at < first!.length; at += 4)
        if ([0, 1, 2].some((part) => Math.abs(first![at + part]! - second![at + part]!) > 32)) different += 1;
      return different / (first!.length / 4);
    },
    one,
    other,
  );
