// What a heading was called at an old address ("#methods") stays with it while its text is edited. Nobody types it:
// a heading without one gets its id from its words where it is shown.

import { Extension } from "django-prose-editor/editor";

export const HeadingAnchor = Extension.create({
  name: "headingAnchor",
  addGlobalAttributes() {
    const id = {
      default: null,
      keepOnSplit: false,
      parseHTML: (element) => element.id || null,
      renderHTML: (attributes) => (attributes.id ? { id: attributes.id } : {}),
    };
    return [{ types: ["heading"], attributes: { id } }];
  },
});
