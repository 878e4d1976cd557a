"""datalogic, one compiled rule for each output, one row at a time; results are put back for the rules after them."""

import datalogic_py

from common import by_row
from spec import *


def var(name):
    return {"var": name}


def table(values, index):
    cases = []
    for n, value in enumerate(values[:-1]):
        cases += [{"==": [index, n]}, float(value)]
    return {"if": [*cases, float(values[-1])]}


def known(rule, name="jp_diklat"):
    return {"if": [{"===": [var(name), None]}, None, rule]}


YEARLY = {"/": [{"*": [table(KOEFISIEN, var("jenjang")), table(PERSEN, var("predikat")), var("bulan_kerja")]}, 12]}
RULES = {
    "nilai": {"+": [{"*": [var(f"capaian{n}"), var(f"bobot{n}")]} for n in range(1, 5)]},
    "predikat": table(PREDIKAT, {"+": [{"*": [var("rating_hasil"), 3]}, var("rating_perilaku")]}),
    "ak_tahunan": {"/": [{"floor": {"+": [{"*": [YEARLY, 1000]}, 0.5]}}, 1000]},
    "ak_total": {"+": [var("angka_kredit"), var("ak_tahunan")]},
    "ip": known({"+": [table(KUALIFIKASI, var("tingkat_pendidikan")),
                       {"if": [{"or": [var("diklat_pim"), var("diklat_fungsional")]}, 15, 0]},
                       {"/": [{"*": [15, {"min": [var("jp_diklat"), 20]}]}, 20]}, {"if": [var("seminar"), 10, 0]},
                       table(KINERJA, var("predikat")), table(DISIPLIN, var("hukuman"))]}),
    "ip_kat": known({"if": [{">=": [var("ip"), 91]}, 4, {">=": [var("ip"), 81]}, 3, {">=": [var("ip"), 71]}, 2,
                            {">=": [var("ip"), 61]}, 1, 0]}),
    "c_masa": {">=": [var("masa_kerja_gol"), 4]},
    "c_pred1": {">=": [var("predikat_n1"), 3]},
    "c_pred2": known({">=": [var("predikat_n2"), 3]}, "predikat_n2"),
    "c_hukdis": {"==": [var("hukuman"), 0]},
    "c_ak": {">=": [var("ak_total"), table(KEBUTUHAN, var("jenjang"))]},
    "eligible": {"if": [{"and": [var("c_masa"), var("c_pred1"), var("c_hukdis"), var("c_ak")]}, var("c_pred2"), False]},
    **{t: {"<": [var(k), 0]} for k, t in zip(K, T)},
    "t_jp": known({"<": [var("jp_diklat"), 20]}),
    "t_pred": {"<=": [var("predikat"), 2]},
    "prioritas": known({"+": [{"*": [10, {"+": [{"max": [0, {"-": [var(k)]}]} for k in K]}]},
                              {"max": [0, {"-": [20, var("jp_diklat")]}]}]}),
}
ENGINE = datalogic_py.Engine()
COMPILED = {name: ENGINE.compile(rule) for name, rule in RULES.items()}


def plain(row):
    return {name: float(x) if type(x).__name__ == "Decimal" else x for name, x in row.items()}


def evaluate(row):
    row = dict(row)
    for name in COMPILED:
        row[name] = COMPILED[name].evaluate(row)
    return {name: int(row[name]) if name == "predikat" else row[name] for name in OUTPUTS}


by_row(plain, evaluate)
