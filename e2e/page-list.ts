import { type Demo } from "./demo-organization";

type DashboardPage = {
  name: string;
  path: (ids: Demo["ids"]) => string;
  /** A text of what comes last, where that is not the heading. */
  shows?: string;
  isSignedOut?: boolean;
};

const at = (path: string) => () => path;

/** Every page there is, for the journeys and the screenshots alike. */
export const pageList: DashboardPage[] = [
  { name: "sign-in", path: at("/sign-in"), isSignedOut: true },
  { name: "pipelines", path: at("/pipelines") },
  { name: "builder", path: ({ pipeline }) => `/pipelines/${pipeline}`, shows: "add a source" },
  { name: "pipeline-runs", path: ({ pipeline }) => `/pipelines/${pipeline}/runs` },
  { name: "events", path: at("/events") },
  { name: "event", path: ({ event }) => `/events/${event}` },
  { name: "run", path: ({ run }) => `/runs/${run}` },
  { name: "deliveries", path: at("/deliveries") },
  { name: "delivery", path: ({ delivery }) => `/deliveries/${delivery}` },
  { name: "rejections", path: at("/rejections") },
  { name: "destinations", path: at("/destinations") },
  { name: "destination", path: ({ connection }) => `/destinations/${connection}` },
  { name: "connect", path: at("/destinations/new") },
  { name: "connect-slack", path: at("/destinations/new/slack") },
  { name: "connect-webhook", path: at("/destinations/new/webhook") },
  { name: "connect-email", path: at("/destinations/new/email") },
  { name: "sources", path: at("/sources") },
  { name: "source", path: ({ source }) => `/sources/${source}` },
  { name: "webhook-source", path: ({ webhookSource }) => `/sources/${webhookSource}`, shows: "stripe-signature" },
  { name: "schemas", path: at("/schemas") },
  { name: "schema", path: at("/schemas/support.ticket.created"), shows: "recent events fit" },
  { name: "entities", path: at("/entities"), shows: "Northwind" },
  { name: "entity", path: ({ entity }) => `/entities/${entity}`, shows: "History" },
  { name: "use-recipe", path: at("/pipelines/from-recipe/route-support-escalations/slack") },
  { name: "keys", path: at("/keys") },
  { name: "appearance", path: at("/settings") },
  { name: "account", path: at("/settings/account") },
  { name: "organization", path: at("/settings/organization") },
  { name: "notices", path: at("/settings/notices"), shows: "general" },
  { name: "members", path: at("/settings/members") },
  { name: "models", path: at("/settings/models") },
  { name: "slack-app", path: at("/settings/slack") },
  { name: "audit", path: at("/settings/audit") },
  { name: "system", path: at("/settings/system") },
  { name: "welcome", path: at("/welcome") },
  { name: "sandbox", path: at("/sandbox/slack") },
  { name: "recipes", path: at("/recipes"), isSignedOut: true },
  { name: "recipe", path: at("/recipes/route-support-escalations/slack"), isSignedOut: true },
  { name: "recipe-email", path: at("/recipes/monitor-failed-payments/email"), isSignedOut: true },
  { name: "api-docs", path: at("/docs/api"), isSignedOut: true },
  { name: "not-found", path: at("/no-such-page") },
];
