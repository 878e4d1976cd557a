<?php

// "Mengapa saya belum naik pangkat": menjawab satu pegawai dari catatan SIASN-nya.
// php mengapa.php TIMBANG PACK TANGGAL CATATAN.ndjson NIP

declare(strict_types=1);

require __DIR__ . '/Timbang.php';

[, $command, $pack, $asOf, $file, $nip] = $argv;

// Portal mengambil catatan dari basis datanya; contoh ini dari berkas.
$record = null;
foreach (file($file) as $line) {
    $one = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    if ($one['data_utama']['nipBaru'] === $nip) {
        $record = $one;
    }
}
if ($record === null) {
    fwrite(STDERR, "NIP itu tidak ada\n");
    exit(1);
}

$timbang = new Timbang($command, $pack, $asOf, 'siasn');
$answer = $timbang->ask([
    'do' => 'explain',
    'outputs' => ['kenaikan_pangkat_reguler'],
    'facts' => $record,
]);
echo $answer['explanations']['kenaikan_pangkat_reguler'], "\n";
exit($timbang->close());
