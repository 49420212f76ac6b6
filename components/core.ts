// What every element of a page shares; the build keeps all that is named here in one file.
import 'lit';
import 'lit/decorators.js';
import 'lit/directives/if-defined.js';
import './shared/api-error.ts';
import './shared/custom-element.ts';
import './shared/events.ts';
import './shared/localize.controller.ts';
import './shared/panel.controller.ts';
import './shared/sheets.ts';
import './shared/states.ts';

export { connect } from './shared/provide.ts';
