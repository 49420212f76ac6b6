import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../store/columns.ts';
import type { ConnectTemplate } from './template.ts';

/**
 * The Domain Connect templates that a label took on. Of the label, since whom it lets at its customers' zones is its own
 * business; a table and not a setting, since there are hundreds, and settings are read with every request.
 */
export const connectTemplates = sqliteTable(
  'connect_templates',
  {
    providerId: text('provider_id').notNull(),
    serviceId: text('service_id').notNull(),
    template: text({ mode: 'json' }).$type<ConnectTemplate>().notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.providerId, t.serviceId] })],
);
