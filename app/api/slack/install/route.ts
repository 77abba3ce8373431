import { beginInstall, installQuerySchema } from "@/lib/slack-oauth/begin-install";
import { installRoute } from "../../sign-in-routes";

/** `?sandbox=1` signs in to the built-in workspace. */
export const GET = installRoute("slack", installQuerySchema, beginInstall);
