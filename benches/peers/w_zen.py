"""ZEN, one expression node with all rules, one row at a time."""

import json

import zen

from common import by_row
from spec import *


def table(values, index):
    return f"[{', '.join(str(v) for v in values)}][{index}]"


KNOWN = "jp_diklat == null ? null : "
RULES = {
    "nilai": " + ".join(f"capaian{n} * bobot{n}" for n in range(1, 5)),
    "predikat": table(PREDIKAT, "rating_hasil * 3 + rating_perilaku"),
    "ak_tahunan": f"floor({table(KOEFISIEN, 'jenjang')} * {table(PERSEN, '$.predikat')} * bulan_kerja / 12 * 1000 + 0.5) / 1000",
    "ak_total": "angka_kredit + $.ak_tahunan",
    "ip": f"{KNOWN}{table(KUALIFIKASI, 'tingkat_pendidikan')} + (diklat_pim or diklat_fungsional ? 15 : 0)"
          f" + 15 * min([jp_diklat, 20]) / 20 + (seminar ? 10 : 0) + {table(KINERJA, '$.predikat')} + {table(DISIPLIN, 'hukuman')}",
    "ip_kat": "$.ip == null ? null : $.ip >= 91 ? 4 : $.ip >= 81 ? 3 : $.ip >= 71 ? 2 : $.ip >= 61 ? 1 : 0",
    "c_masa": "masa_kerja_gol >= 4",
    "c_pred1": "predikat_n1 >= 3",
    "c_pred2": "predikat_n2 == null ? null : predikat_n2 >= 3",
    "c_hukdis": "hukuman == 0",
    "c_ak": f"$.ak_total >= {table(KEBUTUHAN, 'jenjang')}",
    "eligible": "$.c_masa and $.c_pred1 and $.c_hukdis and $.c_ak ? $.c_pred2 : false",
    **{t: f"{k} < 0" for k, t in zip(K, T)},
    "t_jp": f"{KNOWN}jp_diklat < 20",
    "t_pred": "$.predikat <= 2",
    "prioritas": KNOWN + "10 * (" + " + ".join(f"max([0, -{k}])" for k in K) + ") + max([0, 20 - jp_diklat])",
}
NODES = [
    {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
    {"id": "w", "type": "expressionNode", "name": "w", "position": {"x": 1, "y": 0},
     "content": {"expressions": [{"id": name, "key": name, "value": rule} for name, rule in RULES.items()]}},
    {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
]
EDGES = [{"id": "a", "type": "edge", "sourceId": "in", "targetId": "w"},
         {"id": "b", "type": "edge", "sourceId": "w", "targetId": "out"}]
DECISION = zen.ZenEngine().create_decision(json.dumps({"nodes": NODES, "edges": EDGES}))


def plain(row):
    return {name: float(x) if type(x).__name__ == "Decimal" else x for name, x in row.items()}


def evaluate(row):
    found = DECISION.evaluate(row)["result"]
    return {name: found.get(name) for name in OUTPUTS}


by_row(plain, evaluate)
