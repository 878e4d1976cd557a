"""The tables of workload W, which are those of benches/workload."""

PREDIKAT = [0, 2, 2, 1, 3, 3, 1, 3, 4]  # rating_hasil * 3 + rating_perilaku
KOEFISIEN = ["3.75", "5.00", "12.50", "25.00", "12.50", "25.00", "37.50", "50.00"]
PERSEN = ["0.25", "0.50", "0.75", "1.00", "1.50"]
KEBUTUHAN = [15, 20, 50, 100, 50, 100, 150, 200]
KUALIFIKASI = [1, 5, 5, 10, 15, 20, 25]
KINERJA = [1, 5, 15, 25, 30]
DISIPLIN = [5, 3, 2, 1]
BANDS = [61, 71, 81, 91]

K = [f"k{n}" for n in range(1, 10)]
T = [f"t{n}" for n in range(1, 10)]
OUTPUTS = ["nilai", "predikat", "ak_tahunan", "ak_total", "ip", "ip_kat", "c_masa", "c_pred1", "c_pred2", "c_hukdis",
           "c_ak", "eligible", *T, "t_jp", "t_pred", "prioritas"]
WORDS = ["sangat_kurang", "kurang", "butuh_perbaikan", "baik", "sangat_baik"]
