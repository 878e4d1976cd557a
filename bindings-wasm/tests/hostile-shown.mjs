// A hostile pack, a broken one and inputs of many megabytes, through this package; in Node and in a page alike.

const escaped = (words) => JSON.stringify(words);

/** A pack whose every word is hostile, for one employee who does not qualify. */
export function hostilePack(words) {
  return {
    "pack.toml": `format = 1\nid = "uji"\nversion = "0.1.0"\ntitle = ${escaped(words)}\nsubject = "pegawai"\noutputs = ["naik", "pilihan"]\n`,
    "facts.toml": `[enum.predikat]
ordered = true
values = [
  { id = "kurang", label = ${escaped(words)}, label_en = ${escaped(words)} },
  { id = "baik", label = ${escaped(words)}, label_en = ${escaped(words)} },
]
[fact.nilai]
type = "number"
label = ${escaped(words)}
label_en = ${escaped(words)}
unit = ${escaped(words)}
source = ${escaped(words)}
min = 0
max = 100
[fact.predikat]
type = "predikat"
label = ${escaped(words)}
[fact.kode]
type = "text"
code = true
label = ${escaped(words)}
source = ${escaped(words)}
`,
    "uji/a.rhai": `//! @basis ${words}

/// ${words}
/// @en ${words}
/// @kind requirement
fn nilai_cukup(nilai) { nilai >= 50 }

/// ${words}
/// @kind requirement
fn predikat_baik(predikat) { predikat >= "baik" }

/// ${words}
/// @kind requirement
fn kode_cocok(kode) { kode == "A" }

/// ${words}
/// @kind promotion
fn naik(nilai_cukup, predikat_baik, kode_cocok) { all_of([nilai_cukup, predikat_baik, kode_cocok]) }

/// ${words}
/// @returns predikat
fn pilihan(nilai) { if nilai > 10 { "baik" } else { "kurang" } }
`,
  };
}

/** What comes of each: texts and JSON that can be shown, and what was told of the rest. */
export function runShown(timbang, words, uji, size) {
  const asOf = "2025-12-31";
  const failed = [];
  const must = (holds, what) => holds || failed.push(what);
  const refused = (act, code, what) => {
    try {
      act();
      failed.push(`${what}: was taken`);
    } catch (error) {
      must(error instanceof timbang.TimbangError && error.code === code && error.texts.en.length < 2000, `${what}: ${String(error).slice(0, 300)}`);
      return error;
    }
  };

  const plan = timbang.loadSync(hostilePack(words)).plan([], { asOf });
  const outcome = plan.evaluate({ nilai: 11, predikat: "kurang", kode: words });
  const explanations = Object.fromEntries(["naik", "pilihan"].map((name) => [name, outcome.why(name, { format: "json" })]));
  must(JSON.stringify(outcome).includes(JSON.stringify(words).slice(1, -1)), "the words are in the outcome as they are");
  const pages = ["id", "en"].map((lang) => outcome.why("naik", { format: "html", lang }));

  const broken = refused(() => timbang.loadSync({ ...uji, "facts.toml": `[fact.${words}`, "uji/a.rhai": `fn (${words}` }), "T3006", "a broken pack");
  must(broken?.diagnostics.length > 1, "every finding is told");

  const small = timbang.loadSync(uji).plan(["dua_kali"], { asOf });
  const wide = small.evaluate({ nilai: "3", predikat: "x".repeat(size) });
  must(wide.results.dua_kali.value === "6", "the rest is worked out");
  must(wide.issues.length === 1 && JSON.stringify(wide).length < 20_000, "and the outcome does not hold what was given");
  refused(() => small.evaluateText(`{"nilai": ${"[".repeat(size)}`), "T3005", "facts that only open");
  refused(() => small.evaluateText(`${'{"nilai": "3"}'.padEnd(size)}}`), "T3005", "facts that close too often");
  const rows = Array.from({ length: Math.ceil(size / 40) }, (_, n) => ({ tahun: n, skor: "1.00" }));
  must(small.evaluate({ nilai: "3", riwayat: rows }).issues[0]?.code === "T2005", "rows beyond any number");
  const report = timbang.checkSync({ ...uji, "uji/b.rhai": `//! @basis contoh\n/// ${"a".repeat(size)}.\nfn b(nilai) { nilai }\n` });
  must(report.ok || report.diagnostics.length > 0, "a pack of that size has a report");
  report.pack?.free();
  must(small.evaluate({ nilai: 4 }).results.dua_kali.value === "8", "the engine goes on");
  return { failed, outcome: outcome.toJSON(), explanations, pages, wide: wide.toJSON(), broken: broken?.toJSON() };
}
