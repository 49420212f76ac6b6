import '@vaadin/grid/vaadin-grid.js';
import '@vaadin/grid/vaadin-grid-sort-column.js';

const grid = document.createElement('vaadin-grid');
for (const path of ['name', 'status', 'renews']) {
  const column = document.createElement('vaadin-grid-sort-column');
  column.path = path;
  grid.append(column);
}
document.querySelector('main').append(grid);

let all = [];
window.show = (items) => {
  all = items;
  grid.items = items;
};
window.filter = (words) => {
  grid.items = all.filter(({ name }) => name.includes(words));
};
// Cells that are not needed stay, hidden, with what they showed.
window.text = () =>
  [...grid.querySelectorAll('vaadin-grid-cell-content')]
    .map((cell) => (cell.getClientRects().length ? cell.textContent : ''))
    .join(' ');
