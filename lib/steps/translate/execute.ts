import type { StepExecutor } from "../contract";
import { readInput, writeText } from "../write-text";
import type { translate } from "./definition";

export const executeTranslate: StepExecutor<typeof translate> = ({ config, context, organizationId }, ports) => {
  const { model, language, onError } = config;
  const input = readInput(config.input, context);
  const instructions = `Translate the text into ${language}. Keep names, numbers, codes and line breaks. A text in ${language} stays as it is.`;
  // A translation is about as long as its original, whatever the languages.
  return writeText({ organizationId, model, instructions, input, wordsMax: Math.min(2000, input.split(/\s+/).length * 2 + 20), onError, root: "translate" }, ports);
};
