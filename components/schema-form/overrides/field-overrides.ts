import { type ComponentType } from "react";
import type { ControlProps } from "../control-props";
import { LabelChoice } from "./label-choice";
import { ModelControl } from "./model-control";
import { PayloadPathsControl } from "./payload-paths-control";
import { RedactionMatrix } from "./redaction-matrix";

/** Fields that have a control of their own, by the step's kind and the field's path. */
export const fieldOverrides: Readonly<Record<string, Readonly<Record<string, ComponentType<ControlProps>>>>> = {
  classify: { model: ModelControl, "onError.label": LabelChoice },
  summarize: { model: ModelControl },
  translate: { model: ModelControl },
  "redact.pii": { columns: RedactionMatrix, fields: PayloadPathsControl, names: PayloadPathsControl },
};
