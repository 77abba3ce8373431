import { catchChurnRisk } from "./catalog/catch-churn-risk";
import { flagHighValueLeads } from "./catalog/flag-high-value-leads";
import { monitorCiBuilds } from "./catalog/monitor-ci-builds";
import { monitorCronJobs } from "./catalog/monitor-cron-jobs";
import { monitorErrorSpikes } from "./catalog/monitor-error-spikes";
import { monitorFailedLogins } from "./catalog/monitor-failed-logins";
import { monitorFailedPayments } from "./catalog/monitor-failed-payments";
import { monitorUsageLimits } from "./catalog/monitor-usage-limits";
import { routeSupportEscalations } from "./catalog/route-support-escalations";
import { trackCanceledSubscriptions } from "./catalog/track-canceled-subscriptions";
import { trackFeatureUsage } from "./catalog/track-feature-usage";
import { trackFileUploads } from "./catalog/track-file-uploads";
import { trackFormSubmissions } from "./catalog/track-form-submissions";
import { trackNewSubscriptions } from "./catalog/track-new-subscriptions";
import { trackSuccessfulPayments } from "./catalog/track-successful-payments";
import { trackTrialConversions } from "./catalog/track-trial-conversions";
import { trackUserSignups } from "./catalog/track-user-signups";
import { trackWaitlistSignups } from "./catalog/track-waitlist-signups";
import type { Recipe } from "./contract";

/** In the gallery's order. */
export const recipeCatalog: readonly Recipe[] = [
  trackUserSignups,
  monitorFailedPayments,
  routeSupportEscalations,
  trackWaitlistSignups,
  trackNewSubscriptions,
  trackCanceledSubscriptions,
  trackSuccessfulPayments,
  trackTrialConversions,
  trackFormSubmissions,
  trackFeatureUsage,
  trackFileUploads,
  monitorFailedLogins,
  monitorUsageLimits,
  monitorErrorSpikes,
  monitorCronJobs,
  monitorCiBuilds,
  flagHighValueLeads,
  catchChurnRisk,
];

export function findRecipe(slug: string): Recipe | undefined {
  return recipeCatalog.find((recipe) => recipe.slug === slug);
}
