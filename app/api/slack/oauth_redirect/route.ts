import { finishInstall } from "@/lib/slack-oauth/finish-install";
import { answerRoute } from "../../sign-in-routes";

export const GET = answerRoute("slack", finishInstall);
