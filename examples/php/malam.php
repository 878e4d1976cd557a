<?php

// Pekerjaan malam: semua pegawai dalam berkas, satu baris CSV seorang.
// php malam.php TIMBANG PACK TANGGAL CATATAN.ndjson > hasil.csv

declare(strict_types=1);

require __DIR__ . '/Timbang.php';

[, $command, $pack, $asOf, $file] = $argv;

$timbang = new Timbang($command, $pack, $asOf, 'siasn');
$out = fopen('php://stdout', 'w');
fputcsv($out, ['nip', 'hasil', 'sebab']);
$failed = 0;
foreach (file($file, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) as $line) {
    $record = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    $nip = $record['data_utama']['nipBaru'];
    try {
        $answer = $timbang->ask(['do' => 'evaluate', 'outputs' => ['kenaikan_pangkat_reguler'], 'facts' => $record]);
    } catch (RuntimeException $error) {
        // Satu pegawai yang gagal tidak menghentikan yang lain.
        fwrite(STDERR, "$nip: {$error->getMessage()}\n");
        $failed++;
        continue;
    }
    $result = $answer['outcome']['results']['kenaikan_pangkat_reguler'];
    $causes = array_map(fn (array $cause): string => $cause['name'], $result['causes'] ?? []);
    $word = $result['status'] === 'value' ? ($result['value'] ? 'MS' : 'TMS') : $result['status'];
    fputcsv($out, [$nip, $word, implode(' ', $causes)]);
}
exit($timbang->close() ?: min($failed, 1));
