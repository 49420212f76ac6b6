import {
  ClientSideRowModelModule,
  createGrid,
  ModuleRegistry,
  QuickFilterModule,
  RowSelectionModule,
} from 'ag-grid-community';

ModuleRegistry.registerModules([ClientSideRowModelModule, QuickFilterModule, RowSelectionModule]);
const box = document.createElement('div');
document.querySelector('main').append(box);
const grid = createGrid(box, {
  columnDefs: ['name', 'status', 'renews'].map((field) => ({ field })),
  rowData: [],
  animateRows: false,
  cacheQuickFilter: true,
});

window.show = (items) => grid.setGridOption('rowData', items);
window.filter = (words) => grid.setGridOption('quickFilterText', words);
window.text = () => [...box.querySelectorAll('.ag-row')].map((row) => row.textContent).join(' ');
