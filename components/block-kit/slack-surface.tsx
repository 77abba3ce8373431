import { type ReactNode } from "react";
import "./slack.css";

export type SlackTheme = "light" | "dark";

type Props = {
  /** Absent: as the page around it. */
  theme?: SlackTheme;
  className?: string;
  children: ReactNode;
};

/** Where Slack's look holds. */
export function SlackSurface({ theme, className = "", children }: Props) {
  return (
    <div data-slack-theme={theme} className={`slack-surface ${className}`}>
      {children}
    </div>
  );
}
