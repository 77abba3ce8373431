import { type ReactNode } from "react";

type SettingsSectionProps = { title: ReactNode; description?: ReactNode; children: ReactNode };

/** One subject of a settings page: what it is about on the left, its controls on the right. */
export function SettingsSection({ title, description, children }: SettingsSectionProps) {
  return (
    <section className="grid gap-x-10 gap-y-4 border-b py-6 first:pt-0 last:border-0 md:grid-cols-[minmax(0,260px)_minmax(0,1fr)]">
      <div>
        <h2 className="font-medium">{title}</h2>
        {description && <p className="mt-1 text-dense text-neutral-11">{description}</p>}
      </div>
      <div className="max-w-xl min-w-0">{children}</div>
    </section>
  );
}
