// Menimbang banyak pegawai: satu catatan SIASN sebaris masuk, satu hasil sebaris keluar, menurut urutannya.
// node nilai.mjs TANGGAL HASIL... < pegawai.ndjson > hasil.ndjson
// node nilai.mjs 2025-12-31 kenaikan_pangkat_reguler < ../siasn.ndjson

import { pipeline } from "node:stream/promises";
import { load, TimbangError } from "timbang";
import { files } from "timbang/nasional";

// Baris yang lebih panjang bukan catatan seorang pegawai; ia dilewati tanpa pernah ditampung seluruhnya.
const MOST = 16 * 1024 * 1024;

/** Baris demi baris dengan nomornya; yang terlalu panjang tanpa isi. Hanya `\n` memisahkan baris, seperti pada NDJSON. */
async function* linesOf(input) {
  let [number, parts, size] = [1, [], 0];
  const take = () => {
    const line = { number, bytes: size > MOST ? undefined : Buffer.concat(parts) };
    [number, parts, size] = [number + 1, [], 0];
    return line;
  };
  const keep = (part) => {
    size += part.length;
    if (size <= MOST) parts.push(part);
    else parts = [];
  };
  for await (const chunk of input) {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      keep(chunk.subarray(from, at));
      yield take();
      from = at + 1;
    }
    keep(chunk.subarray(from));
  }
  if (size > 0) yield take();
}

/** Menimbang tiap baris. Baris yang rusak disebut dengan nomornya, dan yang lain jalan terus. */
function weighing(plan) {
  return async function* (lines) {
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
    for await (const { number, bytes } of lines) {
      try {
        if (bytes === undefined) throw new Error(`barisnya lebih panjang daripada ${MOST} bita`);
        const text = strict.decode(bytes);
        if (text.trim() === "") continue;
        // Teksnya sendiri yang diberikan: angka tetap seperti tertulis, tidak menjadi bilangan JavaScript.
        const outcome = plan.evaluateText(text, { source: "siasn" });
        const nip = JSON.parse(text).data_utama?.nipBaru ?? null;
        yield `${JSON.stringify({ baris: number, nip, hasil: outcome })}\n`;
      } catch (error) {
        process.exitCode = 1;
        process.stderr.write(`baris ${number}: ${error.code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "bukan UTF-8" : error.message}\n`);
      }
    }
  };
}

const [asOf, ...outputs] = process.argv.slice(2);
try {
  if (asOf === undefined || outputs.length === 0) throw new Error("node nilai.mjs TANGGAL HASIL... < pegawai.ndjson");
  const plan = (await load(files)).plan(outputs, { asOf });
  // Rangkaian ini membaca baris berikutnya hanya bila keluarannya sudah diambil.
  await pipeline(process.stdin, linesOf, weighing(plan), process.stdout);
} catch (error) {
  // Pembaca yang berhenti lebih dulu, seperti `head`, bukan kesalahan untuk diceritakan.
  if (error.code !== "EPIPE") process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof TimbangError || error.code === undefined ? 2 : 1;
}
