"""NumPy in binary float; a null is a NaN beside the numbers and a mask beside the truth values."""

import numpy as np
import pyarrow as pa

from common import measure
from spec import *


def prepare(table):
    data = {}
    for name, column in zip(table.column_names, table.columns):
        column = column.combine_chunks()
        if pa.types.is_decimal(column.type):
            data[name] = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
        elif pa.types.is_boolean(column.type):
            data[name] = column.to_numpy(zero_copy_only=False)
        else:
            data[name + "_null"] = column.is_null().to_numpy(zero_copy_only=False)
            data[name] = column.fill_null(0).to_numpy()
    return data


def run(d):
    o = {"nilai": sum(d[f"capaian{n}"] * d[f"bobot{n}"] for n in range(1, 5))}
    predikat = np.array(PREDIKAT, np.int8)[d["rating_hasil"] * 3 + d["rating_perilaku"]]
    koefisien, persen = np.array(KOEFISIEN, float), np.array(PERSEN, float)
    tahunan = koefisien[d["jenjang"]] * persen[predikat] * d["bulan_kerja"] / 12
    o["predikat"] = predikat
    o["ak_tahunan"] = np.floor(tahunan * 1000 + 0.5) / 1000
    o["ak_total"] = d["angka_kredit"] + o["ak_tahunan"]
    jp, jp_null = d["jp_diklat"].astype(np.int16), d["jp_diklat_null"]
    ip = (np.array(KUALIFIKASI)[d["tingkat_pendidikan"]] + 15 * (d["diklat_pim"] | d["diklat_fungsional"])
          + 15 * np.minimum(jp, 20) / 20 + 10 * d["seminar"] + np.array(KINERJA)[predikat]
          + np.array(DISIPLIN)[d["hukuman"]])
    kat = np.searchsorted(np.array(BANDS), ip, side="right")
    masked = {"ip": (ip, jp_null), "ip_kat": (kat, jp_null), "t_jp": (jp < 20, jp_null)}
    o["c_masa"] = d["masa_kerja_gol"] >= 4
    o["c_pred1"] = d["predikat_n1"] >= 3
    pred2, pred2_null = d["predikat_n2"] >= 3, d["predikat_n2_null"]
    o["c_hukdis"] = d["hukuman"] == 0
    o["c_ak"] = o["ak_total"] >= np.array(KEBUTUHAN)[d["jenjang"]]
    others = o["c_masa"] & o["c_pred1"] & o["c_hukdis"] & o["c_ak"]
    masked["c_pred2"] = (pred2, pred2_null)
    masked["eligible"] = (others & pred2, others & pred2_null)
    gaps = 0
    for k, t in zip(K, T):
        o[t] = d[k] < 0
        gaps = gaps + np.maximum(0, -d[k]).astype(np.int16)
    o["t_pred"] = predikat <= 2
    masked["prioritas"] = (10 * gaps + np.maximum(0, 20 - jp), jp_null)
    # A masked pair becomes an Arrow array, which NumPy itself has not.
    return o | {name: pa.array(values, mask=mask) for name, (values, mask) in masked.items()}


measure(prepare, run)
