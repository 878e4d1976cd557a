import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "timbang";
import { files } from "timbang/nasional";

import { catatan } from "./catatan.js";

const OUTPUTS = ["kenaikan_pangkat_reguler"];
const AS_OF = "2025-12-31";
const FOLDER = process.env.SIMPANAN ?? "simpanan";

// Rencana dibuat sekali dan dipakai untuk semua pegawai.
let plan;

/** Menimbang seorang pegawai di peladen dan menyimpan hasilnya; yang sudah tersimpan dibaca kembali. */
export async function putusan(nip) {
  // NIP menjadi nama berkas: yang bukan 18 angka tidak sampai ke sana.
  if (!/^[0-9]{18}$/.test(nip)) return undefined;
  const file = join(FOLDER, `${nip}.json`);
  try {
    return JSON.parse(await readFile(/* turbopackIgnore: true */ file, "utf8"));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  const record = await catatan(nip);
  if (record === undefined) return undefined;
  plan ??= load(files).then((pack) => pack.plan(OUTPUTS, { asOf: AS_OF }));
  const outcome = (await plan).evaluateText(record, { source: "siasn" });
  const explanations = Object.fromEntries(OUTPUTS.map((name) => [name, outcome.why(name, { format: "json" })]));
  // Catatan keputusan disimpan sebagai teks apa adanya: `pack.replay` membuktikannya bertahun-tahun kemudian.
  const stored = { outcome: outcome.toJSON(), explanations, record: outcome.record() };
  await mkdir(/* turbopackIgnore: true */ FOLDER, { recursive: true });
  await writeFile(/* turbopackIgnore: true */ file, JSON.stringify(stored));
  return stored;
}
