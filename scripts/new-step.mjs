import { stepFiles } from "./new-unit/step-files.mjs";
import { writeUnit } from "./new-unit/write-unit.mjs";

// npm run new:step <verb> (or noun.verb): the folder's files and the lines in the two lists of lib/steps.
writeUnit({
  what: "step",
  namePattern: /^[a-z]{2,20}(\.[a-z]{2,20})?$/,
  expected: "a verb of small letters, as in round or filter.match",
  folder: "lib/steps",
  files: stepFiles,
  lists: ({ name, folder, camel, pascal }) => [
    { file: "lib/steps/catalog.ts", import: `import { ${camel} } from "./${folder}/definition";`, after: "export const stepCatalog = [", line: `  ${camel},` },
    { file: "lib/steps/executors.ts", import: `import { execute${pascal} } from "./${folder}/execute";`, after: "export const stepExecutors: StepExecutors = {", line: `  ${name.includes(".") ? `"${name}"` : name}: execute${pascal},` },
  ],
});
