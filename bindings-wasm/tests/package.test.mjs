// The tarball in an empty project: installed, run, and its types checked.
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { inBrowser } from "./browser.mjs";
import { project, ROOT } from "./project.mjs";

let own;
const inProject = (...asked) => own.run(...asked);

/** The block of a kind under a heading of the README. */
function readme(heading, kind) {
  const text = readFileSync(join(ROOT, "../README.md"), "utf8");
  const section = text.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return section.split("```" + kind + "\n")[1]?.split("```")[0] ?? assert.fail(`no ${kind} under ${heading}`);
}

before(() => {
  own = project();
});
after(() => own.close());

test("an empty project installs it and runs it", () => {
  writeFileSync(
    join(own.folder, "uji.mjs"),
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
  writeFileSync(join(own.folder, "menit.ts"), readme("One minute in the browser", "ts"));
  writeFileSync(
    join(own.folder, "salah.ts"),
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
  writeFileSync(join(own.folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["menit.ts", "salah.ts"] }));
  inProject(join(ROOT, "node_modules/.bin/tsc"), "-p", ".");
});

test("the README's ten lines show an explained promotion in a page", async () => {
  const lines = readme("One minute in the browser", "ts");
  assert.ok(lines.trim().split("\n").length <= 10, "ten lines");
  const made = await build({ entryPoints: [join(own.folder, "menit.ts")], bundle: true, format: "esm", write: false, outdir: own.folder, external: ["node:*"], conditions: ["browser"], logLevel: "error" });
  writeFileSync(join(ROOT, "dist/menit.js"), made.outputFiles[0].text.replaceAll(/"\.\.\/generated\/(portal\.wasm|nasional\.timbang)"/g, '"/dist/generated/$1"'));
  try {
    const html = '<!doctype html><html lang="id"><title>Uji</title><body><script type="module" src="/dist/menit.js"></script>';
    const [card, why] = await inBrowser({ "/": html }, async (page) => {
      const element = page.locator("timbang-outcome");
      await element.getByText("tidak memenuhi syarat").first().waitFor({ timeout: 60_000 });
      const card = await element.locator("[part~=promotion]").innerText();
      await element.getByText("Bagaimana hasil ini diperoleh").click();
      await element.getByRole("button", { name: "Buka semua" }).click();
      return [card, await element.locator("timbang-explain article").innerText()];
    });
    assert.match(card, /TMS\s+tidak memenuhi syarat[^]*kurang 1 tahun[^]*Dasar: /);
    assert.match(why, /Masa kerja[^]*3 tahun/);
  } finally {
    rmSync(join(ROOT, "dist/menit.js"));
  }
});
