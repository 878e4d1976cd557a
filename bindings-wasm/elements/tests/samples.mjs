// Makes the stored outcomes that the tests show, with the real engine: node samples.mjs TIMBANG
// They are kept as a portal would keep them; a change of the rules does not change them until this runs again.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const out = fileURLToPath(new URL("samples/", import.meta.url));
const timbang = process.argv[2] ?? join(root, "target/debug/timbang");
const pack = join(root, "rules/nasional");
const asOf = "2025-12-31";

/** The facts of sample employees, with their lists, by the number of their row. */
function sampleFacts(rows) {
  const folder = join(pack, "sample");
  const lists = readdirSync(folder).filter((name) => name !== "pegawai.csv");
  const own = mkdtempSync(join(tmpdir(), "timbang-samples-"));
  try {
    const given = lists.flatMap((name) => ["--list", `${basename(name, ".csv")}=${join(folder, name)}`]);
    const files = ["--record", join(own, "records.ndjson"), "--out", join(own, "results.ndjson")];
    const about = ["evaluate", pack, join(folder, "pegawai.csv"), "--key", "nip", "--as-of", asOf];
    execFileSync(timbang, [...about, ...given, ...files], { stdio: ["ignore", "ignore", "ignore"] });
    const records = readFileSync(join(own, "records.ndjson"), "utf8").trim().split("\n");
    return rows.map((row) => JSON.parse(records[row]).facts);
  } finally {
    rmSync(own, { recursive: true });
  }
}

/** A process of the engine that answers one request a line. */
function desk() {
  const child = spawn(timbang, ["evaluate", pack, "--stdio", "--as-of", asOf], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const answer = JSON.parse((await lines.next()).value);
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer;
    },
    close: () => child.stdin.end(),
  };
}

const write = (name, content) => writeFileSync(join(out, name), `${JSON.stringify(content)}\n`);

// The answers to a form, one after the other, as someone gives them.
const REGULAR = ["kenaikan_pangkat_reguler"];
const known = { status_pegawai: "pns", golongan: "II/a", hukuman_disiplin_berjalan: "tidak_ada", jenis_jabatan: "pelaksana" };
const [year2024, year2023] = [{ tahun: "2024", predikat: "baik" }, { tahun: "2023", predikat: "baik" }];
const history = { riwayat_kinerja: [year2024, year2023] };
const complete = { ...known, ...history, tingkat_pendidikan: "sltp" };
const STATES = [
  {},
  ...[1, 2, 3, 4].map((count) => Object.fromEntries(Object.entries(known).slice(0, count))),
  { ...known, riwayat_kinerja: [] },
  { ...known, riwayat_kinerja: [{ tahun: "2024" }] },
  { ...known, riwayat_kinerja: [year2024] },
  { ...known, riwayat_kinerja: [year2024, { tahun: "2023" }] },
  { ...known, ...history },
  complete,
  { ...complete, tmt_golongan: "2021-04-01" },
  { ...complete, tmt_golongan: "2024-04-01" },
  { ...complete, golongan: "IX/z", tmt_golongan: "2021-04-01" },
];

const [functional, incomplete, failing] = sampleFacts([32, 4, 122]);
const engine = desk();

const whole = await engine.ask({ do: "evaluate", facts: functional });
const told = await engine.ask({
  do: "explain",
  format: "json",
  facts: functional,
  outputs: ["kenaikan_pangkat_fungsional", "nilai_hasil_kerja"],
});
write("lengkap.json", { outcome: whole.outcome, explanations: told.explanations });
const short = await engine.ask({ do: "evaluate", facts: incomplete, outputs: ["kenaikan_pangkat_fungsional", "triggers"] });
write("kurang.json", short.outcome);
write("galat.json", (await engine.ask({ do: "evaluate", facts: failing })).outcome);

// The page that shows a stored outcome holds one, as a server writes it.
const shown = await engine.ask({ do: "evaluate", facts: functional, outputs: ["kenaikan_pangkat_fungsional", "triggers"] });
const page = join(root, "examples/halaman/hasil.html");
const blocks = [shown.outcome, { kenaikan_pangkat_fungsional: told.explanations.kenaikan_pangkat_fungsional }];
const fill = (whole, head) => `${head}${JSON.stringify(blocks.shift()).replaceAll("<", "\\u003c")}</script>`;
writeFileSync(page, readFileSync(page, "utf8").replaceAll(/(<script type="application\/json"[^>]*>).*<\/script>/g, fill));

const states = [];
for (const facts of STATES) {
  states.push({ facts, outcome: (await engine.ask({ do: "evaluate", facts, outputs: REGULAR })).outcome });
}
engine.close();

const schema = JSON.parse(execFileSync(timbang, ["schema", "--facts", pack], { encoding: "utf8", maxBuffer: 1 << 24 }));
const asked = new Set([...STATES.flatMap((facts) => Object.keys(facts)), "kedudukan_hukum", "angka_kredit_dasar", "rating_hasil_kerja"]);
const properties = Object.fromEntries(Object.entries(schema.properties).filter(([name]) => asked.has(name)));
const used = new Set();
const follow = (part) => {
  for (const [, name] of JSON.stringify(part).matchAll(/"#\/\$defs\/([^"]+)"/g)) {
    if (used.has(name)) continue;
    used.add(name);
    follow(schema.$defs[name]);
  }
};
follow(properties);
const $defs = Object.fromEntries(Object.entries(schema.$defs).filter(([name]) => used.has(name)));
write("isian.json", { schema: { ...schema, properties, $defs }, states });
