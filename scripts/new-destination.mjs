import { writeUnit } from "./new-unit/write-unit.mjs";
import { destinationFiles } from "./new-unit/destination-files.mjs";

// npm run new:destination <noun>: the folder's files and the lines in the two lists of lib/destinations.
writeUnit({
  what: "destination",
  namePattern: /^[a-z][a-z0-9]{1,30}$/,
  expected: "a noun of small letters and digits, as in pager",
  folder: "lib/destinations",
  files: destinationFiles,
  lists: ({ name, camel }) => [
    { file: "lib/destinations/catalog.ts", import: `import { ${camel}Destination } from "./${name}/definition";`, after: "export const destinationCatalog = {", line: `  ${name}: ${camel}Destination,` },
    {
      file: "lib/destinations/deliverers.ts",
      import: `import { ${camel}Account, ${camel}Delivery } from "./${name}/deliver";`,
      after: "export const deliverers: { [Kind in DestinationKind]: Deliverer<Kind> } = {",
      line: `  ${name}: { deliver: (input, ports) => sendHttp(${camel}Delivery, input, ports), account: ${camel}Account },`,
    },
  ],
});
