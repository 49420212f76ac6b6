import type { HTMLAttributes } from 'svelte/elements';
import type { Elements } from './elements.d.ts';

type Props<Tag extends keyof Elements> = Omit<HTMLAttributes<Elements[Tag]['element']>, keyof Elements[Tag]['own']> &
  Partial<Elements[Tag]['own']> & {
    [Name in keyof Elements[Tag]['events'] & string as `on${Name}`]?: (event: Elements[Tag]['events'][Name]) => void;
  };
type All = { [Tag in keyof Elements]: Props<Tag> };

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends All {}
}
