"""OpenFisca: a variable for each output; it has no null, so that a mask is kept beside what lacks a value."""

import numpy as np
import pyarrow as pa
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from common import measure
from spec import *

PERIOD = "2025"
PERSON = build_entity("person", "people", "One employee", is_person=True)


def build(table):
    system = TaxBenefitSystem([PERSON])

    def variable(name, kind, formula=None):
        body = {"value_type": kind, "entity": PERSON, "definition_period": DateUnit.YEAR, "label": name}
        if formula is not None:
            body["formula"] = lambda people, period: formula(lambda other: people(other, period))
        system.add_variable(type(name, (Variable,), body))

    for field in table.schema:
        if field.name != "nip":
            is_decimal = pa.types.is_decimal(field.type)
            variable(field.name, bool if pa.types.is_boolean(field.type) else float if is_decimal else int)
    as_array = lambda values: np.array(values, np.float32)
    variable("nilai", float, lambda v: sum(v(f"capaian{n}") * v(f"bobot{n}") for n in range(1, 5)))
    variable("predikat", int, lambda v: np.array(PREDIKAT)[v("rating_hasil") * 3 + v("rating_perilaku")])
    variable("ak_tahunan", float, lambda v: np.floor(
        as_array(KOEFISIEN)[v("jenjang")] * as_array(PERSEN)[v("predikat")] * v("bulan_kerja") / 12 * 1000 + 0.5) / 1000)
    variable("ak_total", float, lambda v: v("angka_kredit") + v("ak_tahunan"))
    variable("ip", float, lambda v: np.array(KUALIFIKASI)[v("tingkat_pendidikan")]
             + 15 * (v("diklat_pim") | v("diklat_fungsional")) + 15 * np.minimum(v("jp_diklat"), 20) / 20
             + 10 * v("seminar") + np.array(KINERJA)[v("predikat")] + np.array(DISIPLIN)[v("hukuman")])
    variable("ip_kat", int, lambda v: np.searchsorted(np.array(BANDS), v("ip"), side="right"))
    variable("c_masa", bool, lambda v: v("masa_kerja_gol") >= 4)
    variable("c_pred1", bool, lambda v: v("predikat_n1") >= 3)
    variable("c_pred2", bool, lambda v: v("predikat_n2") >= 3)
    variable("c_hukdis", bool, lambda v: v("hukuman") == 0)
    variable("c_ak", bool, lambda v: v("ak_total") >= np.array(KEBUTUHAN)[v("jenjang")])
    variable("others", bool, lambda v: v("c_masa") & v("c_pred1") & v("c_hukdis") & v("c_ak"))
    variable("eligible", bool, lambda v: v("others") & v("c_pred2"))
    for k, t in zip(K, T):
        variable(t, bool, lambda v, k=k: v(k) < 0)
    variable("t_jp", bool, lambda v: v("jp_diklat") < 20)
    variable("t_pred", bool, lambda v: v("predikat") <= 2)
    variable("prioritas", int, lambda v: 10 * sum(np.maximum(0, -v(k)) for k in K) + np.maximum(0, 20 - v("jp_diklat")))
    return system


def prepare(table):
    simulation = SimulationBuilder().build_default_simulation(build(table), count=table.num_rows)
    nulls = {}
    for field in table.schema:
        if field.name == "nip":
            continue
        column = table.column(field.name).combine_chunks()
        nulls[field.name] = column.is_null().to_numpy(zero_copy_only=False)
        if pa.types.is_decimal(field.type):
            column = column.cast(pa.float64())
        elif not pa.types.is_boolean(field.type):
            column = column.fill_null(0).cast(pa.int32())
        simulation.set_input(field.name, PERIOD, column.to_numpy(zero_copy_only=False))
    return simulation, nulls


def run(given):
    simulation, nulls = given
    found = {name: simulation.calculate(name, PERIOD) for name in OUTPUTS}
    lacking = {name: nulls["jp_diklat"] for name in ("ip", "ip_kat", "t_jp", "prioritas")}
    lacking["c_pred2"] = nulls["predikat_n2"]
    lacking["eligible"] = nulls["predikat_n2"] & simulation.calculate("others", PERIOD)
    return found | {name: pa.array(found[name], mask=mask) for name, mask in lacking.items()}


measure(prepare, run)
