import { finishNotionSignIn } from "@/lib/notion-oauth/finish-notion-sign-in";
import { answerRoute } from "../../sign-in-routes";

export const GET = answerRoute("notion", finishNotionSignIn);
