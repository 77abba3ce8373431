import { stringify } from "yaml";

export type AppManifest = {
  json: string;
  yaml: string;
  /** Slack's page that makes an app of it, filled in. */
  createUrl: string;
};

/** What a person gives Slack to make an app that fits. Without a redirect address the app is for its bot token alone. */
export function appManifest(redirectUrl: string | null, scopes: readonly string[]): AppManifest {
  const manifest = {
    display_information: { name: "Ingestlayer", description: "Posts the events that matter to your channels.", background_color: "#1f1d1a" },
    features: { bot_user: { display_name: "Ingestlayer", always_online: true } },
    oauth_config: { ...(redirectUrl === null ? {} : { redirect_urls: [redirectUrl] }), scopes: { bot: [...scopes] } },
    // A rotating token would be dead in twelve hours, and rotation can't be turned off again.
    settings: { org_deploy_enabled: false, socket_mode_enabled: false, token_rotation_enabled: false },
  };
  const compact = JSON.stringify(manifest);
  return {
    json: JSON.stringify(manifest, null, 2),
    yaml: stringify(manifest),
    createUrl: `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(compact)}`,
  };
}
