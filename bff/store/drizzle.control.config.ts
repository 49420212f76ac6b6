import { defineConfig } from 'drizzle-kit';

/** Migrations of the control database. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './bff/store/control.schema.ts',
  out: './bff/store/migrations/control',
});
