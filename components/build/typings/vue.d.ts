import type { HTMLAttributes, PublicProps } from 'vue';
import type { Elements } from './elements.d.ts';

type Capitals<Name extends string> = Name extends `${infer Start}-${infer Rest}`
  ? `${Capitalize<Start>}${Capitals<Rest>}`
  : Capitalize<Name>;
/** For templates; Vue hears `@hc-ready` as `onHcReady`. */
type Component<Tag extends keyof Elements> = new () => {
  $props: PublicProps &
    Omit<HTMLAttributes, keyof Elements[Tag]['own']> &
    Partial<Elements[Tag]['own']> & {
      [Name in keyof Elements[Tag]['events'] & string as `on${Capitals<Name>}`]?: (
        event: Elements[Tag]['events'][Name],
      ) => void;
    };
};
type All = { [Tag in keyof Elements]: Component<Tag> };

declare module 'vue' {
  interface GlobalComponents extends All {}
}
