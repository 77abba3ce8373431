import { type ComponentProps } from "react";
import { cn } from "./class-names";
import { controlClasses } from "./control-classes";

export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cn(controlClasses, "resize-y py-1.5", className)} {...props} />;
}
