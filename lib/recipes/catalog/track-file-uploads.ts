import type { Recipe } from "../contract";

export const trackFileUploads: Recipe = {
  slug: "track-file-uploads",
  title: "Track file uploads",
  tag: "track",
  summary: "Uploads of 100 MB and more: who, what and where to.",
  story: "Large files are where storage bills and slow previews come from. Small ones pass in silence.",
  event: "file.uploaded",
  schema: `event: file.uploaded
schema:
  user_id: string
  file_id: string
  size_bytes: integer
  mime: string
  bucket: string
  object: { key: string }
idempotency: { key: object.key }
`,
  steps: [
    {
      id: "large-files",
      kind: "filter.match",
      config: { where: { combinator: "and", conditions: [{ field: "$event.size_bytes", op: ">=", value: 100000000 }] } },
    },
  ],
  message: {
    title: "Large upload in $event.bucket",
    text: "`$event.object.key` has **{{ $event.size_bytes | number }} bytes**.",
    fields: [{ label: "User", value: "$event.user_id" }, { label: "Type", value: "$event.mime" }, { label: "File", value: "$event.file_id" }],
  },
  samples: {
    good: { user_id: "usr_8241", file_id: "f_77", size_bytes: 734003200, mime: "video/mp4", bucket: "media-eu", object: { key: "2026/03/launch.mp4" } },
    filtered: {
      payload: { user_id: "usr_8241", file_id: "f_78", size_bytes: 48213, mime: "image/png", bucket: "media-eu", object: { key: "2026/03/logo.png" } },
      why: "48 kB is far below 100 MB.",
    },
  },
  hidden: [],
  questions: [
    {
      question: "Can S3 send this itself?",
      answer: "Yes: point its event notification at a webhook source, and name the fields of its payload in filter and message.",
    },
  ],
};
