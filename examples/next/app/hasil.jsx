"use client";

import "timbang/elements";

/** Hasil yang tersimpan; elemen menampilkannya di peramban tanpa mesin aturan. */
export function Hasil({ outcome, explanations }) {
  // Untuk elemen yang sudah ada di HTML dari peladen, React tidak mengisi properti; ref mengisinya di setiap keadaan.
  return <timbang-outcome ref={(element) => void (element && Object.assign(element, { outcome, explanations }))} />;
}
