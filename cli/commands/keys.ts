import { keyFilePath, keyWrappers } from "@/lib/adapters/secrets/live-secrets";
import { addKeyToFile } from "@/lib/adapters/secrets/key-file";
import { rotateKeys } from "@/lib/adapters/secrets/rotate-keys";
import { parseEnv } from "@/lib/env";
import { CliError, printResult, type Command } from "../command";
import { withDatabase } from "../direct-database";

export const keysCommands: Command[] = [
  {
    name: "keys rotate",
    positionals: [],
    options: { generate: { type: "boolean", help: "First add a new key to the key file, before the others." } },
    summary: "Wrap every organization's data key with the newest encryption key. Nothing is encrypted again; safe to repeat.",
    async run(input) {
      const { args, io } = input;
      const settings = parseEnv(io.environment);
      if (args.has("generate")) await generate(settings);
      const { rewrapped, wrappedBy } = await withDatabase(io, (db) => rotateKeys(db.pool, keyWrappers(settings)));
      const older = settings.AWS_KMS_KEY_ID ? "keys used before" : "the older lines of the key file";
      printResult(input, {
        value: { rewrapped, wrapped_by: wrappedBy },
        text: wrappedBy,
        note: `${rewrapped} data ${rewrapped === 1 ? "key" : "keys"} re-wrapped, all are wrapped by ${wrappedBy} now: ${older} are needed no more, save for backups of the database`,
      });
    },
  },
];

async function generate(settings: ReturnType<typeof parseEnv>): Promise<void> {
  const file = keyFilePath(settings);
  if (settings.AWS_KMS_KEY_ID) throw new CliError("--generate: expected a key file; with AWS_KMS_KEY_ID, KMS makes the keys");
  if (!file) throw new CliError("--generate: there is no key file: set ENCRYPTION_KEY_FILE or DATA_DIR");
  await addKeyToFile(file);
}
