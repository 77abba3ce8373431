import { cookies } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode } from "react";
import { requireViewer } from "@/app/session";
import { CommandsProvider } from "@/components/commands/commands-context";
import { Frame } from "@/components/frame/frame";
import { isRailCollapsed, railCookieName } from "@/components/frame/rail-cookie";
import { ViewerProvider } from "@/components/frame/viewer-context";
import { QueryProvider } from "@/components/query/query-provider";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const rail = (await cookies()).get(railCookieName)?.value;
  return (
    <ViewerProvider viewer={viewer}>
      <NuqsAdapter>
        <QueryProvider>
          <CommandsProvider>
            <Frame isRailCollapsed={isRailCollapsed(rail)}>{children}</Frame>
          </CommandsProvider>
        </QueryProvider>
      </NuqsAdapter>
    </ViewerProvider>
  );
}
