import { fileURLToPath } from 'node:url';

/** The project's folder: above the sources, and above `dist/bff/`, where the built server lies. */
export const root = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../' : '../../', import.meta.url));
