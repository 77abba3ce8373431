"use client";

import { ChevronDown, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuLabel, DropdownMenuSeparator, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import type { JsonObject } from "@/lib/pipeline/context";
import type { ControlProps } from "../control-props";
import { fieldsOf, mapValueOf, type FieldNode } from "../field-node";
import { problemsBelow, useFormScope } from "../form-context";
import { objectOf } from "../form-value";
import { columnNames, defaultColumn, withCell, withColumn, withoutColumn, withWholeColumn } from "./redaction-columns";
import { RedactionCell } from "./redaction-cell";

type Detector = { name: string; node: FieldNode };

/** What happens to each kind of personal data: one row a kind, one column for every destination and for each that differs. */
export function RedactionMatrix({ node, path, value, onChange, disabled }: ControlProps) {
  const { problems, destinationIds } = useFormScope();
  const column = mapValueOf(node.schema);
  if (!column) return null;
  const detectors = fieldsOf(column.schema);
  const columns = objectOf(value);
  const names = columnNames(columns);
  const missing = destinationIds.filter((id) => !names.includes(id));
  return (
    <>
      <div className="max-w-full overflow-x-auto rounded-md border border-neutral-5">
        <table className="w-full border-collapse text-dense">
          <thead>
            <tr className="border-b border-neutral-5 bg-neutral-2">
              <th scope="col" className="sticky left-0 z-1 bg-neutral-2 px-2.5 py-1 text-left font-medium text-neutral-10">Found</th>
              {names.map((name) => (
                <th key={name} scope="col" className="min-w-24 border-l border-neutral-5 p-0 text-left font-medium">
                  <ColumnHead name={name} isUnknown={name !== defaultColumn && destinationIds.length > 0 && !destinationIds.includes(name)} columns={columns} detectors={detectors} onChange={onChange} disabled={disabled} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {detectors.map((detector) => (
              <tr key={detector.name} className="border-b border-neutral-4 last:border-0">
                <th scope="row" className="sticky left-0 z-1 bg-raised px-2.5 py-0 text-left font-normal whitespace-nowrap">{detector.node.meta.label}</th>
                {names.map((name) => (
                  <td key={name} className="border-l border-neutral-4 p-0">
                    <RedactionCell
                      label={`${detector.node.meta.label}, ${name}`}
                      options={detector.node.meta.options ?? []}
                      value={modeOf(columns, name, detector.name)}
                      inherited={name === defaultColumn ? undefined : modeOf(columns, defaultColumn, detector.name)}
                      onChange={(mode) => onChange(withCell(columns, name, detector.name, mode))}
                      disabled={disabled}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {problemsBelow(problems, path).map((problem) => (
        <p key={problem.path} role="alert" className="text-label text-dead">{problem.message}</p>
      ))}
      {missing.length > 0 && !disabled && (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button size="sm" className="self-start">
              <Plus aria-hidden="true" />
              A destination that differs
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="start">
            {missing.map((id) => (
              <DropdownMenuItem key={id} className="font-mono text-mono" onSelect={() => onChange(withColumn(columns, id))}>{id}</DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      )}
    </>
  );
}

function modeOf(columns: JsonObject, column: string, detector: string): string {
  const mode = objectOf(columns[column])[detector];
  return typeof mode === "string" ? mode : "";
}

type ColumnHeadProps = { name: string; isUnknown: boolean; columns: JsonObject; detectors: Detector[]; onChange: (columns: JsonObject) => void; disabled: boolean };

/** Names the column; its menu sets all of it at once, or takes it away. */
function ColumnHead({ name, isUnknown, columns, detectors, onChange, disabled }: ColumnHeadProps) {
  const isDefault = name === defaultColumn;
  const modes = detectors[0]?.node.meta.options ?? [];
  const setAll = (mode: string) => onChange(withWholeColumn(columns, name, detectors.map((detector) => detector.name), mode));
  return (
    <DropdownMenu>
      <DropdownMenuTrigger disabled={disabled} aria-label={`Column ${name}: set all`} className="flex w-full items-center gap-1 px-2.5 py-1 text-left hover:bg-neutral-3">
        <span className={cn("min-w-0 flex-1 truncate", isDefault ? "" : "font-mono text-mono", isUnknown && "text-dead")}>{isDefault ? "Everywhere" : name}</span>
        {!disabled && <ChevronDown className="size-3.5 shrink-0 text-neutral-10" aria-hidden="true" />}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuLabel>{isUnknown ? "There is no such destination" : isDefault ? "Every destination without a column" : "This destination alone"}</DropdownMenuLabel>
        {modes.map(({ value, label }) => (
          <DropdownMenuItem key={value} onSelect={() => setAll(isDefault && value === "keep" ? "" : value)}>{label} everything</DropdownMenuItem>
        ))}
        {!isDefault && (
          <>
            <DropdownMenuItem onSelect={() => setAll("")}>As everywhere</DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem isDanger onSelect={() => onChange(withoutColumn(columns, name))}>Remove column</DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
