/** Version of this library; the BFF refuses clients that are too old. Equal to package.json's. */
export const version = '0.1.0';
