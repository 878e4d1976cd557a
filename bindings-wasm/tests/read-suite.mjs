// Reads tests/suite for either runner.
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";

const SUITE = fileURLToPath(new URL("../../tests/suite", import.meta.url));

/** The files of a folder of the suite, by name. */
export function readFolder(name) {
  const paths = readdirSync(join(SUITE, name)).filter((path) => path.endsWith(".toml")).sort();
  return Object.fromEntries(paths.map((path) => [basename(path, ".toml"), parse(readFileSync(join(SUITE, name, path), "utf8"))]));
}

/** What both runners run. */
export function readSuite() {
  return { checks: readFolder("checks"), eval: readFolder("eval"), defects: readFolder("defects") };
}

/** Prints what was skipped, and gives what failed as one text. */
export function tell(told, where) {
  for (const [what, why] of told.skipped) console.log(`skipped in ${where}: ${what}: ${why}`);
  console.log(`${where}: ${told.passed} passed, ${told.failed.length} failed, ${told.skipped.length} skipped`);
  return told.failed.join("\n");
}
