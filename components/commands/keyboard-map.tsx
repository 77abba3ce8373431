"use client";

import { Dialog, DialogContent } from "@/components/ui/dialog";
import { useRegisteredCommands } from "./commands-context";
import { groupCommands } from "./group-commands";
import { ShownKeys } from "./shown-keys";

type KeyboardMapProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Every key that does something on the page it was opened on. */
export function KeyboardMap({ open, onOpenChange }: KeyboardMapProps) {
  const commands = useRegisteredCommands();
  const groups = groupCommands(commands.filter(({ keys }) => keys));
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Keyboard" className="max-w-2xl">
        <div className="gap-x-10 sm:columns-2">
          {groups.map(([group, members]) => (
            <section key={group} className="mb-5 break-inside-avoid">
              <h3 className="mb-1 text-label text-neutral-10">{group}</h3>
              <dl className="divide-y divide-neutral-4">
                {members.map(({ id, label, keys }) => (
                  <div key={id} className="flex items-center justify-between gap-4 py-1.5 text-dense">
                    <dt>{label}</dt>
                    <dd>{keys && <ShownKeys keys={keys} />}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
