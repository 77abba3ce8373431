import { connectionFailure, explainVendor, payloadFailure, targetFailure } from "../explain-vendor";
import type { FailureEntry } from "../failure-entry";

/** Of the codes a delivery to Notion ends with. */
export function explainNotionFailure(code: string): FailureEntry | undefined {
  return Object.hasOwn(named, code) ? named[code] : explainVendor("Notion", code);
}

const named: Record<string, FailureEntry> = {
  notion_object_not_found: targetFailure("Notion has no such page or database, or it is not shared with the integration.", "Share it with the integration, under Connections; then resume: what was held is sent, in order."),
  notion_restricted_resource: targetFailure("The integration may not write there.", "Allow it to insert content, or choose another target; then resume."),
  notion_unauthorized: connectionFailure("Notion does not know the integration's token."),
  notion_missing_version: connectionFailure("The address did not answer as Notion does."),
  notion_validation_error: payloadFailure("Notion refused a part of the message; its answer below names it."),
  notion_invalid_json: payloadFailure("Notion could not read the message."),
  notion_invalid_request: payloadFailure("Notion refused the message."),
  invalid_property: payloadFailure("A property does not fit the database."),
  conflict: { what: "Notion was changing the same page at that moment.", move: "nobody", advice: "It is tried again by itself.", actions: [] },
};
