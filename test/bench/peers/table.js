/** Our own part that is a table: what is drawn, found, sorted and read on. */
export * from '../../../components/shared/window.controller.ts';
export * from '../../../components/domains/domain-filter.ts';
export * from '../../../components/domains/domains.controller.ts';
export * from '../../../components/shared/sheets/table.ts';
export * from '../../../components/shared/sheets/windowed.ts';
