import { field } from "@/lib/schema-form/field";

const label = (help?: string) => field.template({ label: "Label", ...(help ? { help } : {}) }, 500);

/** The fields that every chat's message has, under the same names, so that one way of thinking serves all. */
export function messageFields({ textHelp, fieldsMax }: { textHelp: string; fieldsMax: number }) {
  return {
    mode: field.select({ label: "Message" }, ["message"], { message: "Title, text and fields" }),
    title: field.template({ label: "Title", placeholder: "New ticket $event.ticket_id", help: "One line." }, 1000).optional(),
    text: field.template({ label: "Text", help: textHelp }).optional(),
    fields: field
      .list({ label: "Fields", help: `${fieldsMax} at most.` }, field.object({ label: "Field" }, { label: label(), value: field.template({ label: "Value" }, 10_000) }), fieldsMax)
      .optional(),
    buttons: field
      .list({ label: "Links", help: "5 at most." }, field.object({ label: "Link" }, { label: label(), url: field.template({ label: "Link", placeholder: "$event.meta.url", help: "http or https." }, 3000) }), 5)
      .optional(),
    context: field.template({ label: "Small print" }, 5000).optional(),
  };
}
