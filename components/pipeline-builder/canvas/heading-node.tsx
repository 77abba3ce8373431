"use client";

import { type NodeProps } from "@xyflow/react";
import { memo } from "react";
import { type HeadingNode as HeadingNodeType } from "./to-flow";

export const HeadingNode = memo(function HeadingNode({ data }: NodeProps<HeadingNodeType>) {
  return <p className="font-mono text-mono whitespace-nowrap text-neutral-10">{data.text}</p>;
});
