import { defineConfig } from 'drizzle-kit';

/** Migrations of label databases. */
export default defineConfig({ dialect: 'sqlite', schema: './bff/**/schema.ts', out: './bff/store/migrations/label' });
