"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { type ComponentProps } from "react";
import { cn } from "./class-names";
import { floatingClasses, itemClasses } from "./control-classes";

export const DropdownMenu = Radix.Root;
export const DropdownMenuTrigger = Radix.Trigger;
export const DropdownMenuRadioGroup = Radix.RadioGroup;

export function DropdownMenuContent({ className, align = "end", sideOffset = 4, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content align={align} sideOffset={sideOffset} collisionPadding={8} className={cn(floatingClasses, "max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-pop overflow-y-auto p-1", className)} {...props} />
    </Radix.Portal>
  );
}

export function DropdownMenuItem({ className, isDanger = false, ...props }: ComponentProps<typeof Radix.Item> & { isDanger?: boolean }) {
  return <Radix.Item className={cn(itemClasses, isDanger && "text-dead [&_svg]:text-dead", className)} {...props} />;
}

export function DropdownMenuCheckboxItem({ className, children, ...props }: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem className={cn(itemClasses, "pr-8", className)} {...props}>
      {children}
      <Indicator />
    </Radix.CheckboxItem>
  );
}

export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(itemClasses, "pr-8", className)} {...props}>
      {children}
      <Indicator />
    </Radix.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn("px-2 pt-1.5 pb-1 text-label text-neutral-10", className)} {...props} />;
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof Radix.Separator>) {
  return <Radix.Separator className={cn("-mx-1 my-1 h-px bg-neutral-5", className)} {...props} />;
}

function Indicator() {
  return (
    <Radix.ItemIndicator className="absolute right-2">
      <Check aria-hidden="true" />
    </Radix.ItemIndicator>
  );
}
