import { beginNotionSignIn, notionQuerySchema } from "@/lib/notion-oauth/begin-notion-sign-in";
import { installRoute } from "../../sign-in-routes";

export const GET = installRoute("notion", notionQuerySchema, beginNotionSignIn);
