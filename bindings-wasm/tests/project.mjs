// An empty project with the tarball installed, as a portal has it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Makes one; `run` runs a tool in it, `close` takes it away. */
export function project() {
  const folder = mkdtempSync(join(tmpdir(), "timbang-paket-"));
  const run = (tool, ...options) => execFileSync(tool, options, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { cwd: ROOT, encoding: "utf8" }));
  writeFileSync(join(folder, "package.json"), '{ "name": "portal", "private": true, "type": "module" }');
  run("npm", "install", "--no-audit", "--no-fund", "--loglevel=error", `./${filename}`);
  return { folder, run, close: () => rmSync(folder, { recursive: true, force: true }) };
}
