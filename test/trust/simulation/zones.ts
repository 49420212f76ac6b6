import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What customers wish of a zone, and what is said to be served. */
export const zones = sqliteTable('sim_zones', {
  id: text().primaryKey(),
  wished: integer().notNull(),
  served: integer().notNull(),
});

export const makeZones = 'create table sim_zones (id text primary key, wished integer, served integer) strict';
