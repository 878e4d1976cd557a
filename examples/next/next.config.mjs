/** @type {import("next").NextConfig} */
export default {
  // Mesin dimuat Node dari paketnya sendiri, bersama engine.wasm di sebelahnya; tidak dibundel.
  serverExternalPackages: ["timbang"],
  poweredByHeader: false,
};
