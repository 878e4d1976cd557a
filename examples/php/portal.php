<?php

// Halaman "mengapa saya belum naik pangkat" dari hasil yang disimpan simpan.php, tanpa mesin aturan di halaman.
// HASIL=hasil.ndjson php -S 127.0.0.1:8000 portal.php, lalu buka http://127.0.0.1:8000/?nip=...

declare(strict_types=1);

$script = getenv('ELEMEN') ?: __DIR__ . '/../../bindings-wasm/dist/elements.script.js';
$files = [
    '/elements.script.js' => ['text/javascript', $script],
    '/portal.css' => ['text/css', __DIR__ . '/../halaman/hasil.css'],
];

header("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'");
header('X-Content-Type-Options: nosniff');
header('Referrer-Policy: no-referrer');

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (isset($files[$path])) {
    [$type, $file] = $files[$path];
    header("Content-Type: $type; charset=utf-8");
    readfile($file);
    return;
}

// Portal mengambil NIP dari sesi pegawai yang masuk; alamat dipakai hanya dalam contoh ini.
$nip = $_GET['nip'] ?? '';
$stored = null;
foreach (new SplFileObject(getenv('HASIL') ?: 'hasil.ndjson') as $line) {
    // Objek kosong tetap objek: tidak dijadikan array PHP.
    $one = $line === '' ? null : json_decode($line, false, 512, JSON_THROW_ON_ERROR);
    if ($one !== null && $one->nip === $nip) {
        $stored = $one;
    }
}
if ($stored === null) {
    http_response_code(404);
}

// Isi blok data tidak pernah dijalankan, tetapi `</script>` di dalamnya akan menutupnya.
$block = fn (mixed $data): string => json_encode($data, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_HEX_TAG);

header('Content-Type: text/html; charset=utf-8');
?>
<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mengapa saya belum naik pangkat</title>
<link rel="stylesheet" href="/portal.css">
<script src="/elements.script.js" defer></script>
</head>
<body>
<main>
<h1>Mengapa saya belum naik pangkat</h1>
<?php if ($stored === null): ?>
<p>Belum ada hasil yang disimpan untuk NIP ini.</p>
<?php else: ?>
<timbang-outcome>
<script type="application/json"><?= $block($stored->hasil) ?></script>
<script type="application/json" data-timbang="explanations"><?= $block($stored->penjelasan) ?></script>
</timbang-outcome>
<?php endif ?>
</main>
</body>
</html>
