import { html, render } from './lit-html.js';

render(html`<b>${'Another Lit draws this.'}</b>`, document.getElementById('foreign'));
