// What the package offers, in Node.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EngineError, FactError, PackError, PlanError, TimbangError, check, load, loadSync } from "timbang";
import { pages } from "timbang/pages";
import { schemas } from "timbang/schemas";
import { UJI } from "./uji.mjs";

const asOf = "2025-12-31";
const plan = loadSync(UJI).plan(["naik", "dua_kali", "masa"], { asOf });
const FACTS = { nilai: "10.50", tmt: "2022-10-01", predikat: "baik" };

test("an outcome tells values, promotions, causes and why", () => {
  const outcome = plan.evaluate(FACTS);
  assert.equal(outcome.results.dua_kali.value, "21");
  const [promotion] = outcome.promotions;
  assert.equal(promotion.decision, "TMS");
  assert.equal(promotion.requirements[0].comparisons[0].shortfall.amount, "1");
  assert.equal(outcome.asOf, asOf);
  assert.equal(outcome.packs[0].id, "uji");
  assert.match(outcome.why("naik"), /Masa kerja/);
  assert.match(outcome.why("naik", { format: "html", lang: "en" }), /<[a-z]/);
  assert.equal(outcome.why("dua_kali", { format: "json" }).value, "21");
  assert.deepEqual(JSON.parse(JSON.stringify(outcome)), outcome.toJSON());
  const unknown = plan.evaluate({ nilai: 1 });
  assert.equal(unknown.results.naik.status, "undetermined");
  assert.equal(unknown.results.masa.causes[0].source, "SK terakhir");
});

test("numbers stay exact", () => {
  const twice = (nilai) => plan.evaluate({ nilai }).results.dua_kali;
  assert.equal(twice(87.655).value, "175.31");
  assert.equal(twice("0.1").value, "0.2");
  assert.equal(twice(100000000000000001n).value, "200000000000000002");
  assert.equal(twice(0.1 + 0.2).status, "error", "what a float made of it has too many decimals");
  for (const nilai of [2 ** 53, NaN, Infinity, () => 1, Symbol("x")]) {
    assert.throws(() => twice(nilai), (error) => error instanceof FactError && error.code === "T3042" && error.message.includes("nilai"));
  }
  assert.equal(plan.evaluateText('{"nilai": 0.30}').results.dua_kali.value, "0.6");
});

test("a Date is the day at whose midnight it stands", () => {
  const masa = (tmt) => plan.evaluate({ ...FACTS, tmt }).results.masa.value;
  assert.equal(masa(new Date("2020-12-31")), "5");
  assert.equal(masa(new Date(2020, 11, 31)), "5", "at midnight where the program runs");
  assert.equal(masa({ toJSON: () => "2021-01-01" }), "4", "such as Temporal.PlainDate");
  assert.throws(() => masa(new Date("2020-12-31T10:30:00.5Z")), { code: "T3042" });
  assert.throws(() => masa(new Date("x")), { code: "T3042" });
  const own = loadSync(UJI);
  assert.equal(own.plan(["masa"], { asOf: new Date("2025-12-31") }).evaluate(FACTS).results.masa.value, "3");
});

test("what is absent or null is missing; objects that hold themselves are refused", () => {
  assert.deepEqual(plan.evaluate({ nilai: undefined }).results, plan.evaluate({ nilai: null }).results);
  const circle = {};
  circle.riwayat = [circle];
  assert.throws(() => plan.evaluate(circle), { code: "T3042" });
  assert.throws(() => plan.evaluate([1]), { code: "T3005" });
  assert.throws(() => plan.evaluate(null), { code: "T3005" });
  assert.equal(plan.evaluate(new Map(Object.entries(FACTS))).results.dua_kali.value, "21");
  assert.equal(plan.evaluate({ __proto__: null, "__proto__x": 1 }).issues[0].code, "T2008");
});

test("many subjects", () => {
  const outcomes = plan.evaluateMany([1, 2, 3].map((nilai) => ({ nilai })));
  assert.deepEqual(outcomes.map((outcome) => outcome.results.dua_kali.value), ["2", "4", "6"]);
});

test("rows of a list", () => {
  const rows = loadSync(UJI).plan(["riwayat.setengah"], { asOf });
  const outcome = rows.evaluate({ riwayat: [{ tahun: 2024, skor: "12.51" }, { tahun: 2025 }] });
  const { items } = outcome.results["riwayat.setengah"];
  assert.deepEqual(items.map((item) => item.value ?? item.status), ["6.26", "undetermined"]);
});

test("a recorded decision is worked out again", () => {
  const pack = loadSync(UJI);
  const record = pack.plan(["naik"], { asOf }).evaluate(FACTS).record();
  assert.equal(pack.replay(record).same, true);
  const digits = '{"nilai": 0.1234000000000000000000000000001}';
  assert.equal(pack.replay(pack.plan(["dua_kali"], { asOf }).evaluateText(digits).record()).same, true, "more digits than a float has");
  const other = pack.withFile("uji/a.rhai", UJI["uji/a.rhai"].replace(">= 4", ">= 3"));
  assert.deepEqual(other.pack.replay(record).differences.map((one) => one.name), ["packs", "naik"]);
  assert.throws(() => pack.replay("{"), { code: "T3010" });
});

test("errors are errors, with code, texts, help and findings", async () => {
  const broken = { ...UJI, "uji/a.rhai": "//! @basis contoh\n/// Hasil.\nfn hasil(nilia) { nilia }\n/// Lain.\nfn lain(nilai) { nilai +  }\n" };
  const report = await check(broken);
  assert.equal(report.ok, false);
  assert.equal(report.pack, null);
  await assert.rejects(load(broken), (error) => {
    assert.ok(error instanceof PackError && error instanceof TimbangError && error instanceof Error);
    assert.equal(error.name, "PackError");
    assert.equal(error.code, "T3006");
    assert.ok(error.diagnostics.length >= 2, "all at once");
    const { file, line, column } = error.diagnostics.find((one) => one.code === "T1103").labels[0];
    assert.deepEqual([file, line, column], ["uji/a.rhai", 3, 10]);
    assert.ok(error.texts.en.length > 10 && error.help.id.length > 10);
    assert.doesNotThrow(() => JSON.stringify(error));
    return true;
  });
  const pack = loadSync(UJI);
  assert.throws(() => pack.plan(["naikk"], { asOf }), (error) => error instanceof PlanError && error.code === "T3003" && error.help.en.includes("naik"));
  assert.throws(() => pack.plan([], { asOf: "besok" }), { code: "T3008", name: "PlanError" });
  assert.throws(() => plan.evaluate(FACTS).why("naik", { format: "pdf" }), { code: "T3009" });
  assert.throws(() => plan.evaluate({}, { source: "siasn" }), { code: "T3013", name: "FactError" });
  assert.match(pages.T3042, /^# T3042/);
  assert.equal(schemas.facts.$schema, "https://json-schema.org/draft/2020-12/schema");
});

test("what was freed says so, and twice is once", () => {
  const pack = loadSync(UJI);
  const own = pack.plan(["dua_kali"], { asOf });
  pack.free();
  assert.throws(() => pack.plan([], { asOf }), (error) => error instanceof EngineError && error.code === "T3041");
  const outcome = own.evaluate({ nilai: 1 });
  own[Symbol.dispose]();
  own.free();
  assert.equal(outcome.results.dua_kali.value, "2", "an outcome is data");
  assert.throws(() => outcome.why("dua_kali"), { code: "T3041" });
});

test("overlays lie over their base", () => {
  const digest = loadSync(UJI).digest;
  const daerah = {
    "pack.toml": `format = 1\nid = "daerah"\nversion = "0.1.0"\ntitle = "Daerah"\nsubject = "pegawai"\nextends = { id = "uji", version = "0.1.0", digest = "${digest}" }\n`,
    "d.rhai": "//! @basis contoh\n/// Tiga kali.\nfn tiga_kali(nilai) { nilai * 3 }\n",
  };
  const pack = loadSync(UJI, { overlays: [daerah] });
  const outcome = pack.plan(["tiga_kali"], { asOf }).evaluate({ nilai: 2 });
  assert.equal(outcome.results.tiga_kali.value, "6");
  assert.deepEqual(outcome.packs.map((one) => one.id), ["uji", "daerah"]);
});

test("columns say what outcomes say", () => {
  const own = loadSync(UJI).plan(["naik", "dua_kali", "masa", "predikat_baik", "riwayat.setengah"], { asOf });
  const subjects = [
    { nilai: "1.50", tmt: "2020-01-01", predikat: "baik", riwayat: [{ tahun: 2024, skor: "12.51" }] },
    { nilai: "2", tmt: "2024-01-01", predikat: "kurang", riwayat: [] },
    { nilai: "-1", predikat: "tidak_ada", riwayat: [{ tahun: 2024 }, { tahun: 2025, skor: "1" }] },
  ];
  const day = (text) => Date.parse(text) / 86_400_000;
  const given = {
    rows: 3,
    columns: {
      nilai: { values: Int32Array.of(150, 200, -100), scale: 2 },
      tmt: { days: Int32Array.of(day("2020-01-01"), day("2024-01-01"), 0), valid: Uint8Array.of(1, 1, 0) },
      predikat: { codes: Uint8Array.of(0, 1, 2), labels: ["baik", "kurang", "tidak_ada"] },
    },
    lists: { riwayat: { offsets: Uint32Array.of(0, 1, 1, 3), columns: { tahun: [2024, 2024n, "2025"], skor: ["12.51", null, 1] } } },
  };
  const found = own.evaluateColumns(given);
  const STATUS = ["value", "undetermined", "not_applicable", "error"];
  const cell = (column, at) => {
    const status = STATUS[column.status[at]];
    if (status !== "value") return { status };
    if ("truths" in column) return { status, value: column.truths[at] === 1 };
    // Numbers that may be too long for 64 bits come as texts.
    if ("codes" in column) return { status, value: Number(column.labels[column.codes[at]]) };
    return { status, value: Number(column.values[at]) / 10 ** column.scale };
  };
  assert.ok("codes" in found.dua_kali && "truths" in found.naik);
  assert.equal(found["riwayat.setengah"].scale, 2);
  for (const [row, subject] of subjects.entries()) {
    const { results } = own.evaluate(subject);
    for (const name of ["naik", "dua_kali", "masa", "predikat_baik"]) {
      const { status, value } = results[name];
      const wanted = status === "value" ? { status, value: typeof value === "boolean" ? value : Number(value) } : { status };
      assert.deepEqual(cell(found[name], row), wanted, `${name} of ${row}`);
    }
    const rows = found["riwayat.setengah"];
    const items = results["riwayat.setengah"].items ?? [];
    assert.equal(rows.offsets[row + 1] - rows.offsets[row], items.length);
    items.forEach((item, at) => {
      const wanted = item.status === "value" ? { status: item.status, value: Number(item.value) } : { status: item.status };
      assert.deepEqual(cell(rows, rows.offsets[row] + at), wanted);
    });
  }
  assert.equal(found.masa.unit, "tahun");
  const wrong = (column) => () => own.evaluateColumns({ rows: 3, columns: { nilai: column } });
  assert.throws(wrong([1, 2]), { code: "T3044", name: "FactError" });
  assert.throws(wrong({ values: Float64Array.of(1, 2.5, 3) }), { code: "T3042" });
  assert.throws(wrong({ values: [1, 2, 3] }), { code: "T3044" });
  assert.throws(wrong({}), { code: "T3044" });
  assert.throws(wrong([1, {}, 3]), { code: "T3042" });
  assert.equal(own.evaluate(subjects[0]).results.dua_kali.value, "3", "the engine goes on");
});
