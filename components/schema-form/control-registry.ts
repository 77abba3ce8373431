import { type ComponentType } from "react";
import type { FieldControl } from "@/lib/schema-form/field";
import type { ControlProps } from "./control-props";
import { BooleanControl } from "./controls/boolean-control";
import { ConditionControl } from "./controls/condition-control";
import { DurationControl } from "./controls/duration-control";
import { ListControl } from "./controls/list-control";
import { LongTextControl } from "./controls/long-text-control";
import { MapControl } from "./controls/map-control";
import { NumberControl } from "./controls/number-control";
import { ObjectControl } from "./controls/object-control";
import { OneOfControl } from "./controls/one-of-control";
import { RefControl } from "./controls/ref-control";
import { RefsControl } from "./controls/refs-control";
import { SecretControl } from "./controls/secret-control";
import { SelectControl } from "./controls/select-control";
import { TemplateControl } from "./controls/template-control";
import { TextControl } from "./controls/text-control";
import { UrlControl } from "./controls/url-control";

export const controlRegistry: Readonly<Record<FieldControl, ComponentType<ControlProps>>> = {
  text: TextControl,
  longText: LongTextControl,
  number: NumberControl,
  boolean: BooleanControl,
  select: SelectControl,
  secret: SecretControl,
  url: UrlControl,
  ref: RefControl,
  refs: RefsControl,
  template: TemplateControl,
  jsonTemplate: TemplateControl,
  condition: ConditionControl,
  pattern: TextControl,
  list: ListControl,
  object: ObjectControl,
  map: MapControl,
  oneOf: OneOfControl,
  duration: DurationControl,
};

/** Controls of more than one input: their label names a group. */
const groups: readonly FieldControl[] = ["condition", "list", "object", "map", "oneOf", "template", "jsonTemplate", "duration"];

export function isGroupControl(control: FieldControl): boolean {
  return groups.includes(control);
}
