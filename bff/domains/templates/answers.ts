import * as v from 'valibot';

export const templateList = v.object({
  items: v.array(
    v.object({
      id: v.string(),
      /** As the label calls it; missing for those that all labels have. */
      name: v.optional(v.string()),
    }),
  ),
});
export type TemplateList = v.InferOutput<typeof templateList>;
