import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(join(folder, "../README.md"), "utf8").split("**Looks.**")[1].split("\n\n")[0];
const [properties, parts] = readme.split("Parts:").map((half) => [...half.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name));
const source = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(join(folder, name), "utf8"))
  .join("\n");

test("the README names the parts that there are, and no others", () => {
  const written = [...source.matchAll(/\bpart="((?:\$\{[^}]*\}|[^"])+)"/g)].flatMap(([, names]) => names.replaceAll(/\$\{[^}]*\}/g, "").trim().split(/\s+/));
  const there = new Set(written.filter((name) => name !== ""));
  const words = new Set(["met", "unmet", "unknown", "none", "open", "done"]);
  assert.deepEqual([...there].sort(), [...new Set(parts.filter((name) => !words.has(name)))].sort());
});

test("the README names the custom properties that there are, and no others", () => {
  const there = new Set([...source.matchAll(/var\(\s*(--timbang-[a-z-]+)/g)].map(([, name]) => name));
  const named = properties.filter((name) => name.includes("-") && name !== "color-scheme").map((name) => (name.startsWith("--") ? name : `--timbang${name}`));
  const washes = ["met", "unmet", "unknown", "none"].map((state) => `--timbang-${state}-wash`);
  assert.deepEqual([...there].sort(), [...new Set([...named.filter((name) => name !== "--timbang-wash" && name !== "--timbang-"), ...washes])].sort());
});
