import { isObject, unionMessage } from "../block-kit/rule";
import { fail, invalidArguments, ok, type Call, type Outcome, type SandboxMethod } from "../method";
import { parseJson } from "../read-arguments";
import { validateBlocks } from "../validate-blocks";

const argumentCharactersMax = 100_000;

export const blocksMethods: Record<string, SandboxMethod> = {
  "blocks.validate": { needsToken: false, acceptsJson: true, run: validate },
};

async function validate({ args }: Call): Promise<Outcome> {
  const given = ["blocks", "message", "view"].filter((name) => args[name] !== undefined && args[name] !== "");
  const [name] = given;
  if (given.length !== 1 || name === undefined) return invalidArguments("must provide exactly one of `blocks`, `view`, or `message`");
  // The sandbox shows messages only.
  if (name === "view") return invalidArguments("views are not supported by the sandbox");
  const raw = args[name];
  const source = typeof raw === "string" ? raw : JSON.stringify(raw);
  if (source.length > argumentCharactersMax) return invalidArguments(`must be less than ${argumentCharactersMax + 1} characters [json-pointer:/${name}]`);
  const value = parseJson(source);
  if (value === undefined) return invalidArguments(`must be valid JSON [json-pointer:/${name}]`);
  const found = name === "blocks" ? validateBlocks(value, "") : validateBlocks(isObject(value) ? value["blocks"] : value, "/blocks");
  // Unlike chat.postMessage this method answers with the detail alone, not with the union it failed in.
  const errors = found.filter(({ message }) => message !== unionMessage);
  return errors.length === 0 ? ok() : fail(name === "blocks" ? "invalid_blocks" : "invalid_message", { errors });
}
