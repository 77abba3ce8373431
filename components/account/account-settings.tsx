"use client";

import { useApiQuery } from "@/components/query/use-api-query";
import { SettingsSection } from "@/components/settings/settings-section";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { MeResource } from "@/lib/users/me-resource";
import { NameForm } from "./name-form";
import { OrganizationChoice } from "./organization-choice";
import { PasswordForm } from "./password-form";
import { SignOutEverywhere } from "./sign-out-everywhere";

export function AccountSettings() {
  const { data: me, error, refetch } = useApiQuery<MeResource>("me", "/v1/me");
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <SettingsSection title="You" description={me ? `You sign in as ${me.email}.` : "How you appear to the others."}>
        {me ? <NameForm key={me.name} name={me.name ?? ""} /> : <Skeleton className="h-8 w-full" />}
      </SettingsSection>
      {me && me.organizations.length > 1 && (
        <SettingsSection title="Organization" description="You are a member of several: this is the one you look at.">
          <OrganizationChoice me={me} />
        </SettingsSection>
      )}
      <SettingsSection
        title="Password"
        description={me?.has_password === false ? "You sign in with a provider. With a password you can do without it." : "Changing it ends every other session."}
      >
        {me ? <PasswordForm email={me.email} hasPassword={me.has_password} /> : <Skeleton className="h-24 w-full" />}
      </SettingsSection>
      <SettingsSection title="Sessions" description="When a browser was lost, or you forgot to sign out somewhere.">
        <SignOutEverywhere />
      </SettingsSection>
    </>
  );
}
