// The framework's own packages are compiled in the page; a product's builder links them beforehand.
import '@angular/compiler';
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { init, type HcNavigateEvent } from 'hc-elements';

init({ api: new URLSearchParams(location.search).get('api')!, label: 'hc_pk_test_demo' });

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <hc-domain-manager [level]="level" scheme="dark" (hc-navigate)="went($event)"></hc-domain-manager>
    <p id="place">{{ place() }}</p>
  `,
})
class App {
  readonly level = 3;
  readonly place = signal('nowhere');
  went(event: HcNavigateEvent): void {
    this.place.set(event.path);
  }
}

void bootstrapApplication(App);

// The DOM's own types know the elements wherever no template is in between.
const found = document.querySelector('hc-domain-manager');
found?.addEventListener('hc-navigate', (event) => event.path.length);
// @ts-expect-error a level is a number
if (found) found.level = 'three';
