import { defineConfig, type Plugin } from 'vite';
import { manifest } from '../../components/build/manifest.ts';

const name = 'virtual:custom-elements';

/** The manifest of our elements, made from their source when Storybook starts; the reference pages are made of it. */
const elements = (): Plugin => ({
  name: 'custom-elements',
  resolveId: (id) => (id === name ? id : undefined),
  load: async (id) => {
    if (id !== name) return;
    return `export default ${JSON.stringify(await manifest(['components/*/hc-*.ts']))}`;
  },
});

/** The product's own configuration makes the embed files; stories are another matter. */
export default defineConfig({
  plugins: [elements()],
  build: { chunkSizeWarningLimit: 3000 },
  optimizeDeps: {
    include: [
      'lit',
      'lit/decorators.js',
      'lit/directives/if-defined.js',
      'lit/directives/live.js',
      'lit/directives/repeat.js',
      '@lit/context',
      'sql.js',
      'drizzle-orm',
      'drizzle-orm/sqlite-core',
      'drizzle-orm/libsql/driver-core',
      'hono',
      'hono/cookie',
      'hono/client',
      'hono/streaming',
      'hono/http-exception',
      'valibot',
      '@valibot/to-json-schema',
    ],
  },
});
