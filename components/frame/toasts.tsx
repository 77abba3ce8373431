"use client";

import { Toaster } from "sonner";
import { useTheme } from "@/components/theme/use-theme";

/** For what the user just did; what is wrong stays where it is wrong. */
export function Toasts() {
  const [theme] = useTheme();
  return (
    <Toaster
      theme={theme}
      position="bottom-right"
      closeButton
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "flex w-[356px] max-w-[calc(100vw-32px)] items-start gap-2.5 rounded-md border border-neutral-6 bg-raised p-3 pr-9 text-dense text-neutral-12 shadow-float",
          title: "font-medium",
          description: "mt-0.5 font-mono text-mono text-neutral-10",
          icon: "mt-px shrink-0 [&_svg]:size-4",
          success: "[&_[data-icon]]:text-delivered",
          error: "[&_[data-icon]]:text-dead",
          actionButton: "ml-auto shrink-0 rounded-xs bg-neutral-3 px-2 py-1 text-label font-medium hover:bg-neutral-4",
          closeButton: "absolute top-2.5 right-2.5 text-neutral-10 hover:text-neutral-12",
        },
      }}
    />
  );
}
