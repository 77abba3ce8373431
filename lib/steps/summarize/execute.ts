import type { StepExecutor } from "../contract";
import { readInput, writeText } from "../write-text";
import type { summarize } from "./definition";

export const executeSummarize: StepExecutor<typeof summarize> = ({ config, context, organizationId }, ports) => {
  const { model, input, maxWords = 60, prompt = "", onError } = config;
  const instructions = [`Summarize the text for a busy reader, in its own language, in at most ${maxWords} words of plain prose.`, prompt.trim()].filter((line) => line !== "").join("\n");
  return writeText({ organizationId, model, instructions, input: readInput(input, context), wordsMax: maxWords, onError, root: "summarize" }, ports);
};
