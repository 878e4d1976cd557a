#!/usr/bin/env bash
# Runs the examples against a built command and compares what they say. PHP is installed where it is absent.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v php > /dev/null || { apt-get update -qq && apt-get install -y -qq php-cli > /dev/null; }
timbang=${1:-target/debug/timbang}
data=examples/siasn.ndjson

why=$(php examples/php/mengapa.php "$timbang" rules/nasional 2025-12-31 $data 190001011900011001)
for part in 'tidak memenuhi syarat' 'Masa kerja' 'PerBKN'; do
  grep -qi -- "$part" <<< "$why" || { echo "mengapa.php tidak menyebut: $part"; echo "$why"; exit 1; }
done
if php examples/php/mengapa.php "$timbang" rules/nasional 2025-12-31 $data 0 2> /dev/null; then
  echo 'mengapa.php menerima NIP yang tidak ada'; exit 1
fi

php examples/php/malam.php "$timbang" rules/nasional 2025-12-31 $data | diff examples/php/malam.csv - \
  || { echo 'malam.php memberi hasil lain'; exit 1; }
# Halaman yang menampilkannya diuji bersama elemennya (bindings-wasm/elements/tests).
stored=$(php examples/php/simpan.php "$timbang" rules/nasional 2025-12-31 $data)
[ "$(wc -l <<< "$stored")" = "$(wc -l < $data)" ] || { echo 'simpan.php tidak menyimpan semua pegawai'; exit 1; }
grep -q '"penjelasan":{"kenaikan_pangkat_reguler":{"v":1' <<< "$stored" \
  || { echo 'simpan.php tidak menyimpan penjelasan'; exit 1; }
echo 'contoh PHP: baik'
