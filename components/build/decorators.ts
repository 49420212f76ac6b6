import type { PropertyDeclaration, ReactiveElement } from 'lit';

// Lit's decorators know two forms; our compiler makes only this one, and each byte of the core counts.
const declare =
  (options?: PropertyDeclaration) =>
  (target: object, name: PropertyKey): void =>
    (target.constructor as typeof ReactiveElement).createProperty(name, options);

export const property = declare;
export const state = (options?: PropertyDeclaration) => declare({ ...options, state: true, attribute: false });
