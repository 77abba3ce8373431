import { type ComponentProps } from "react";
import { cn } from "./class-names";
import { controlClasses } from "./control-classes";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn(controlClasses, "h-8", className)} {...props} />;
}
