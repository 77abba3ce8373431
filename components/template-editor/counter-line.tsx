import { Scissors, TriangleAlert } from "lucide-react";
import { Fragment } from "react";
import { cn } from "@/components/ui/class-names";
import type { Counter } from "./counter";

const looks = { fine: "text-neutral-10", near: "font-medium text-retrying", cut: "font-medium text-dead" };
const words = { fine: "", near: " (nearly full)", cut: " (cut)" };

/** `blocks 4/50 · longest text 812/3,000 · total 2,140/10,000`, and what was cut. */
export function CounterLine({ counters, cuts }: { counters: Counter[]; cuts: string[] }) {
  return (
    <div className="space-y-1.5">
      <p className="text-label tabular-nums" data-testid="message-counters">
        {counters.map(({ label, used, max, level }, index) => (
          <Fragment key={label}>
            {index === 0 ? null : <span className="text-neutral-8"> · </span>}
            <span className={cn("whitespace-nowrap", looks[level])}>
              {level === "near" ? <TriangleAlert aria-hidden="true" className="mr-1 inline size-3 align-[-1px]" /> : null}
              {level === "cut" ? <Scissors aria-hidden="true" className="mr-1 inline size-3 align-[-1px]" /> : null}
              {label} {used.toLocaleString("en-US")}/{max.toLocaleString("en-US")}
              <span className="sr-only">{words[level]}</span>
            </span>
          </Fragment>
        ))}
      </p>
      {cuts.length === 0 ? null : (
        <ul className="space-y-0.5 text-label text-dead">
          {cuts.map((cut, index) => (
            <li key={index} className="wrap-anywhere">
              {cut}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
