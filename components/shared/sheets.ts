export { base } from './sheets/base.ts';
export { controls } from './sheets/controls.ts';
export { panel as panelSheet } from './sheets/panel.ts';
