import { createOwner } from "@/lib/organizations/create-owner";
import { printResult, type Command } from "../command";
import { withDatabase } from "../direct-database";
import { readSecret } from "../read-json";

export const ownerCommands: Command[] = [
  {
    name: "owner create",
    positionals: [],
    options: {
      email: { type: "string", isRequired: true, help: "The owner's address." },
      password: { type: "string", isRequired: true, help: "10 characters or more; - reads it from standard input." },
      organization: { type: "string", help: "The organization's name; made of the address unless given." },
    },
    summary: "Make the first user and an organization, straight on the database.",
    async run(input) {
      const { args, io } = input;
      const organization = args.text("organization");
      const password = await readSecret(io, args.required("password"));
      const owner = await withDatabase(io, (db) => createOwner({ email: args.required("email"), password, ...(organization ? { organization } : {}) }, db));
      printResult(input, {
        value: { id: owner.userId, organization_id: owner.organizationId, organization: owner.organizationSlug, source_id: owner.sourceId },
        text: owner.userId,
        note: `owner of the organization ${owner.organizationSlug} (${owner.organizationId}) created`,
      });
    },
  },
];
