<?php

// Pekerjaan malam untuk halaman "mengapa": hasil tiap pegawai beserta penjelasannya, satu baris JSON seorang.
// php simpan.php TIMBANG PACK TANGGAL CATATAN.ndjson > hasil.ndjson

declare(strict_types=1);

require __DIR__ . '/Timbang.php';

[, $command, $pack, $asOf, $file] = $argv;

$timbang = new Timbang($command, $pack, $asOf, 'siasn');
$outputs = ['kenaikan_pangkat_reguler'];
foreach (file($file, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) as $line) {
    $record = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    $evaluated = $timbang->ask(['do' => 'evaluate', 'outputs' => $outputs, 'facts' => $record]);
    $explained = $timbang->ask(['do' => 'explain', 'format' => 'json', 'outputs' => $outputs, 'facts' => $record]);
    echo json_encode([
        'nip' => $record['data_utama']['nipBaru'],
        'hasil' => $evaluated['outcome'],
        'penjelasan' => $explained['explanations'],
    ], JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE), "\n";
}
exit($timbang->close());
