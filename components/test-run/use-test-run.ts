import { useMutation } from "@tanstack/react-query";
import { apiSend } from "@/components/query/api-client";
import type { PipelineDefinition } from "@/lib/pipeline/definition";
import type { TestEvent } from "./sample-choice";
import type { TestAnswer } from "./test-result";

type TestInput = { definition: PipelineDefinition; event: TestEvent; send?: { destination: string } };

/** Asks the server to run the draft as it stands here, saved or not. */
export function useTestRun(pipelineId: string) {
  return useMutation({
    mutationFn: async (input: TestInput) => (await apiSend<{ data: TestAnswer }>("POST", `/v1/pipelines/${pipelineId}/test`, input)).data,
  });
}
