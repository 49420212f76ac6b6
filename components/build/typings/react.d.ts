import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Elements } from './elements.d.ts';

type Base<Element> = DetailedHTMLProps<HTMLAttributes<Element>, Element>;
/** React sets what an element has as property, else as attribute, and hears `hc-ready` by `onhc-ready`. */
type Props<Tag extends keyof Elements> = Omit<Base<Elements[Tag]['element']>, keyof Elements[Tag]['own']> &
  Partial<Elements[Tag]['own']> & {
    [Name in keyof Elements[Tag]['events'] & string as `on${Name}`]?: (event: Elements[Tag]['events'][Name]) => void;
  };
type All = { [Tag in keyof Elements]: Props<Tag> };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends All {}
  }
}
