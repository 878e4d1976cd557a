import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** Catatan SIASN seorang pegawai sebagai teks JSON; portal mengambilnya dari basis datanya, contoh ini dari berkas. */
export async function catatan(nip) {
  const lines = createInterface({ input: createReadStream(/* turbopackIgnore: true */ process.env.CATATAN ?? "../siasn.ndjson") });
  for await (const line of lines) {
    if (line !== "" && JSON.parse(line).data_utama.nipBaru === nip) return line;
  }
  return undefined;
}
