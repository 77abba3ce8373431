import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Writes a step's or a destination's folder and its lines in the lists. The second argument is another tree than this one.
 * Says what is wrong with a name and writes nothing then.
 */
export function writeUnit({ what, namePattern, expected, folder, files, lists }) {
  const [name = "", root = fileURLToPath(new URL("../..", import.meta.url))] = process.argv.slice(2);
  if (!namePattern.test(name)) fail(`expected ${expected}, got ${JSON.stringify(name)}`);
  const unit = namesOf(name);
  const home = path.join(root, folder, unit.folder);
  if (existsSync(home)) fail(`there is a ${what} ${name} already: ${folder}/${unit.folder}`);
  const changes = lists(unit).map((list) => ({ file: path.join(root, list.file), text: withLine(readFileSync(path.join(root, list.file), "utf8"), list) }));
  mkdirSync(home);
  for (const [file, text] of Object.entries(files(unit))) writeFileSync(path.join(home, file), text);
  for (const { file, text } of changes) writeFileSync(file, text);
  console.log(`${folder}/${unit.folder} is there, and listed. Next: its tests, npx vitest run ${folder}/${unit.folder} ${folder}/conformance.test.ts`);
}

function namesOf(name) {
  const words = name.split(".");
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return { name, folder: words.join("-"), pascal, camel: pascal.charAt(0).toLowerCase() + pascal.slice(1), title: words.join(" ").replace(/^./, (letter) => letter.toUpperCase()) };
}

/** The import joins the first imports, the line becomes the list's first. */
function withLine(text, { file, import: added, after, line }) {
  const at = text.indexOf(after);
  if (at < 0) fail(`${file} does not hold the list ${JSON.stringify(after)}`);
  const end = at + after.length;
  return `${added}\n${text.slice(0, end)}\n${line}${text.slice(end)}`;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
