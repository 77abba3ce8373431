import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const documents = ["README.md", ...readdirSync("docs").filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
const folders = new Set(readdirSync(".", { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name));

it.each(documents)("%s names only files and folders that exist", (document) => {
  const text = readFileSync(document, "utf8");
  const quoted = [...text.matchAll(/`([\w.-]+(?:\/[\w.<>[\]-]+)+|[\w-]+\.(?:ts|mjs|cjs|md|json))`/g)].map((match) => match[1] ?? "");
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map((match) => path.join(path.dirname(document), match[1] ?? ""));
  // A name such as `execute.ts` stands for one file of many folders; a path is checked where its first folder is ours.
  const paths = quoted.filter((name) => name.includes("/") && folders.has(name.split("/")[0] ?? "") && !name.includes("<"));
  expect([...paths, ...linked].filter((name) => !existsSync(name) && !existsSync(`${name}.ts`))).toEqual([]);
});
