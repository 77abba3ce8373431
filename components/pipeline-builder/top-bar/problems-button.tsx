"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { ProblemList } from "../problems/problem-list";
import { useBuilder } from "../state/builder-context";

/** How many problems the draft has; opens the list that leads to each. */
export function ProblemsButton() {
  const problems = useBuilder((state) => state.problems);
  const [isOpen, setIsOpen] = useState(false);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const Icon = errors > 0 ? CircleAlert : problems.length > 0 ? TriangleAlert : CircleCheck;
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`${problems.length} ${problems.length === 1 ? "problem" : "problems"}`} className="px-2">
          <Icon aria-hidden="true" className={errors > 0 ? "text-dead" : problems.length > 0 ? "text-retrying" : "text-delivered"} />
          <span className="tabular-nums">{problems.length}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="Problems" className="max-h-[60dvh] w-96 overflow-y-auto p-2">
        {problems.length === 0 ? (
          <p className="px-2 py-3 text-center text-dense text-neutral-11">Nothing stands in the way of a deploy.</p>
        ) : (
          <ProblemList problems={problems} onJump={() => setIsOpen(false)} />
        )}
      </PopoverContent>
    </Popover>
  );
}
