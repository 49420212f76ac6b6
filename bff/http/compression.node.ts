import { brotliCompressSync, constants } from 'node:zlib';

/**
 * Brotli at a low quality, on the thread that asks: a list of 50 takes less than handing it to another thread would, and a
 * stream costs two thirds of what a server can answer. Quality 2 takes as long as 1 and leaves an eighth instead of a seventh.
 */
export const brotli = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    brotliCompressSync(text, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 2,
        [constants.BROTLI_PARAM_LGWIN]: 16,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
      },
    }),
  );
