export type Notice = { title: string; detail?: string; isGood: boolean };

const refused = "Nothing was connected";

/** The words for a code that came by the address bar: only what stands here is shown, never text from there. */
const common = (vendor: string): Record<string, Notice> => ({
  connected: { title: `${vendor} is connected`, detail: "Send a test message to see it arrive.", isGood: true },
  access_denied: problem(`You cancelled the sign-in with ${vendor}`, "Nothing was connected. You can begin again at any time."),
  state_refused: problem("This sign-in was refused", "It was not begun in this browser by you, or it was used before. Nothing was connected. Begin again."),
  state_expired: problem("This sign-in took too long", `${vendor} has to answer within ten minutes. Nothing was connected. Begin again.`),
  signed_out: problem("You were signed out meanwhile", "Nothing was connected. Begin again."),
  forbidden: problem(refused, `Your role is viewer. An editor or an owner can connect ${vendor}.`),
  invalid_request: problem(refused, `The link that led to ${vendor} was not complete. Begin again.`),
  no_connection: problem(refused, "The connection to mend is not there any more."),
  not_found: problem(refused, "The connection to mend was deleted meanwhile."),
  connection_broken: problem(`${vendor} does not accept the token it just gave`, "Begin again."),
  unreachable: problem(`${vendor} could not be reached`, "Nothing was connected. Begin again in a moment."),
});

const slack: Record<string, Notice> = {
  needs_https: problem("Signing in with Slack needs https", "Slack sends people back to https addresses only. Set PUBLIC_URL to one, or paste a bot token."),
  no_app: problem("There is no Slack app to sign in with", "Make one in Settings, Slack app, or paste a bot token."),
  missing_scope: problem("Slack granted less than is needed", "The app needs chat:write, chat:write.public, channels:read and groups:read. Add them to it, or make the app anew from the manifest."),
  other_workspace: problem("That was another workspace", "The pipelines of this connection name channels of the workspace it was made for. Choose that one, or connect the other as a new one."),
  org_wide: problem("The app was installed for a whole Enterprise organization", "Install it into one workspace."),
  rotating_token: problem("The app rotates its tokens", "They would stop working in twelve hours, and Slack can't turn that off again. Make a new app from the manifest in Settings, Slack app."),
  no_bot: problem("The app has no bot", "Make it anew from the manifest in Settings, Slack app."),
  bad_client_secret: problem("Slack does not accept the client secret", "Copy it again from the app's page Basic Information into Settings, Slack app."),
  invalid_client_id: problem("Slack does not know the client ID", "Copy it again from the app's page Basic Information into Settings, Slack app."),
  bad_redirect_uri: problem("The redirect address is not registered with the app", "Add the one shown in Settings, Slack app, to the app's page OAuth & Permissions."),
  invalid_code: problem("Slack's answer was too old", "Begin again."),
  code_already_used: problem("Slack's answer was used before", "Begin again."),
};

const notion: Record<string, Notice> = {
  no_app: problem("There is no Notion integration to sign in with", "Set NOTION_CLIENT_ID and NOTION_CLIENT_SECRET, or paste an integration token."),
  other_workspace: problem("That was another workspace", "The pipelines of this connection name databases and pages of the workspace it was made for. Choose that one, or connect the other as a new one."),
  invalid_grant: problem("Notion's answer was too old or used before", "Nothing was connected. Begin again."),
  invalid_client: problem("Notion does not accept the client id and secret", "Copy both again from the integration's page into NOTION_CLIENT_ID and NOTION_CLIENT_SECRET."),
  unauthorized: problem("Notion does not accept the client id and secret", "Copy both again from the integration's page into NOTION_CLIENT_ID and NOTION_CLIENT_SECRET."),
};

const vendors = { slack: { title: "Slack", words: { ...common("Slack"), ...slack } }, notion: { title: "Notion", words: { ...common("Notion"), ...notion } } };

export function noticeOf(vendor: keyof typeof vendors, code: string): Notice {
  const { title, words }: { title: string; words: Record<string, Notice> } = vendors[vendor];
  const known = Object.hasOwn(words, code) ? words[code] : undefined;
  if (known) return known;
  return problem(`${title} refused the sign-in`, /^[a-z_]{1,64}$/.test(code) ? `It said: ${code}.` : "Begin again.");
}

function problem(title: string, detail: string): Notice {
  return { title, detail, isGood: false };
}
