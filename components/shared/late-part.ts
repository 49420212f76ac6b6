import type { CSSResult, LitElement } from 'lit';
import { ApiError } from './api-error.ts';

/** A part of an element whose code comes when it is first asked for: a dialog that few open. */
export class LatePart<File, Part> {
  /** Once it is here. */
  value: Part | undefined;
  readonly #load: () => Promise<File>;
  readonly #make: (file: File) => Part;
  readonly #failed: (error: ApiError) => void;

  /** `failed` is told when the code did not come; the next one to ask tries again. */
  constructor(load: () => Promise<File>, make: (file: File) => Part, failed: (error: ApiError) => void) {
    this.#load = load;
    this.#make = make;
    this.#failed = failed;
  }

  async get(): Promise<Part | undefined> {
    if (this.value) return this.value;
    const file = await this.#load().catch(() => this.#failed(new ApiError(0)));
    // Two may have asked meanwhile.
    if (file) this.value ??= this.#make(file);
    return this.value;
  }
}

/** Puts on what a part wears, beside what the element wears already. */
export function wear(host: LitElement, sheets: readonly CSSResult[]): void {
  const root = host.shadowRoot!;
  for (const { styleSheet } of sheets)
    if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
}
