#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| timbang_tests::fuzz::ask("requests", bytes).unwrap());
