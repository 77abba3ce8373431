import type { WebhookAuthMode } from "../auth-modes";
import { bearer } from "./bearer";
import type { WebhookAuth } from "./contract";
import { github } from "./github";
import { hmac } from "./hmac";
import { none } from "./none";
import { standardWebhooks } from "./standard-webhooks";
import { stripe } from "./stripe";

export const webhookAuths: Readonly<Record<WebhookAuthMode, WebhookAuth>> = { hmac, "standard-webhooks": standardWebhooks, github, stripe, bearer, none };
