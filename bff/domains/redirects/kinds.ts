/** How visitors are led on: by a status, or by a page that shows the target under the name they asked for. */
export const redirectKinds = ['301', '302', '307', '308', 'mask'] as const;
export type RedirectKind = (typeof redirectKinds)[number];

/** What becomes of the records when a redirect goes. */
export const afterwards = ['restore', 'remove', 'keep'] as const;
export type Afterwards = (typeof afterwards)[number];
