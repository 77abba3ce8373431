/** developers.notion.com, reference/request-limits. */
export const notionLimits = {
  /** Characters of one rich text. */
  richText: 2000,
  /** Rich texts of one block or property. */
  richTexts: 100,
  blocks: 100,
  url: 2000,
  email: 200,
  phone: 200,
  /** Of a property's text, all its rich texts together: what a table still shows. */
  propertyText: 10_000,
  /** Of one paragraph of ours: a request may have 500 KB. */
  text: 100_000,
  title: 500,
} as const;
