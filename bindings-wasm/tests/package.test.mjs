// The tarball in an empty project: installed, run, and its types checked.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { inBrowser } from "./browser.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "timbang-paket-"));
const inProject = (tool, ...options) => execFileSync(tool, options, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** The block of a kind under a heading of the README. */
function readme(heading, kind) {
  const text = readFileSync(join(ROOT, "../README.md"), "utf8");
  const section = text.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return section.split("```" + kind + "\n")[1]?.split("```")[0] ?? assert.fail(`no ${kind} under ${heading}`);
}

before(() => {
  const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", project], { cwd: ROOT, encoding: "utf8" }));
  writeFileSync(join(project, "package.json"), '{ "name": "portal", "private": true, "type": "module" }');
  inProject("npm", "install", "--no-audit", "--no-fund", "--loglevel=error", `./${filename}`);
});
after(() => rmSync(project, { recursive: true, force: true }));

test("an empty project installs it and runs it", () => {
  writeFileSync(
    join(project, "uji.mjs"),
    `import { load } from "timbang";
     import { digest, files } from "timbang/nasional";
     const pack = await load(files);
     const outcome = pack.plan(["angka_kredit_konversi"], { asOf: "2026-01-01" }).evaluate({ bulan_penilaian: 4, rating_hasil_kerja: "sesuai", rating_perilaku_kerja: "sesuai", jenis_jabatan: "fungsional", jenjang: "ahli_pertama" });
     console.log(JSON.stringify([pack.digest === digest, outcome.toJSON().results.angka_kredit_konversi]));`,
  );
  const [isSame, result] = JSON.parse(inProject("node", "uji.mjs"));
  assert.equal(isSame, true, "the files that were left out do not count");
  assert.equal(result.value, "4.17", JSON.stringify(result));
});

test("the types of the package, of the national pack and the README's minute hold", async () => {
  writeFileSync(join(project, "menit.ts"), readme("One minute in the browser", "ts"));
  writeFileSync(
    join(project, "salah.ts"),
    `import { loadSync } from "timbang";
     import { files, type Facts, type Outputs } from "timbang/nasional";
     const plan = loadSync<Facts, Outputs>(files).plan(["kenaikan_pangkat_reguler", "angka_kredit_konversi"], { asOf: "2026-01-01" });
     const { results } = plan.evaluate({ golongan: "III/c", tmt_golongan: new Date("2022-10-01") });
     const decided: boolean | undefined = results.kenaikan_pangkat_reguler.status === "value" ? results.kenaikan_pangkat_reguler.value : undefined;
     const digits: string | undefined = results.angka_kredit_konversi.status === "value" ? results.angka_kredit_konversi.value : undefined;
     console.log(decided, digits);
     // @ts-expect-error no such fact
     plan.evaluate({ golngan: "III/c" });
     // @ts-expect-error no such value
     plan.evaluate({ golongan: "V/a" });
     // @ts-expect-error was not asked for
     console.log(results.triggers_of_none);
     // @ts-expect-error no such output
     loadSync<Facts, Outputs>(files).plan(["kenaikan_pangkat"], { asOf: "2026-01-01" });`,
  );
  const options = { target: "ES2022", module: "NodeNext", strict: true, noEmit: true, exactOptionalPropertyTypes: true, types: [], lib: ["ES2022", "DOM", "ESNext.Disposable"] };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["menit.ts", "salah.ts"] }));
  inProject(join(ROOT, "node_modules/.bin/tsc"), "-p", ".");
});

test("the README's minute shows an explained promotion in a page", async () => {
  const made = await build({ entryPoints: [join(project, "menit.ts")], bundle: true, format: "esm", write: false, outdir: project, external: ["node:*"], conditions: ["browser"], logLevel: "error" });
  writeFileSync(join(ROOT, "dist/menit.js"), made.outputFiles[0].text.replaceAll("../generated/engine.wasm", "/dist/generated/engine.wasm"));
  try {
    const page = '<!doctype html><html lang="id"><title>Uji</title><b id="keputusan"></b><pre id="mengapa"></pre><script type="module" src="/dist/menit.js"></script>';
    const [decision, why] = await inBrowser({ "/": page }, async (own) => {
      await own.waitForFunction(() => document.querySelector("#mengapa").textContent !== "", null, { timeout: 60_000 });
      return own.evaluate(() => ["#keputusan", "#mengapa"].map((at) => document.querySelector(at).textContent));
    });
    assert.equal(decision, "TMS");
    assert.match(why, /tahun/);
  } finally {
    rmSync(join(ROOT, "dist/menit.js"));
  }
});
