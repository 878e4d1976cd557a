"""DuckDB, in binary float or in decimals (`float` or `decimal` as the last argument)."""

import os
import sys

import duckdb

from common import measure
from spec import *

DECIMAL = sys.argv[4] == "decimal"


def case(column, table, kind=""):
    return f"(CASE {column} " + " ".join(f"WHEN {n} THEN {x}{kind}" for n, x in enumerate(table)) + " END)"


NUMBER = "DECIMAL(18,4)" if DECIMAL else "DOUBLE"
KIND = "" if DECIMAL else "::DOUBLE"
PRODUCT = f"{case('jenjang', KOEFISIEN, KIND)} * {case('predikat', PERSEN, KIND)} * bulan_kerja"
# The quotient of two decimals is a double in DuckDB.
YEARLY = f"round(({PRODUCT}) / 12, 3)::DECIMAL(18,3)" if DECIMAL else f"floor(({PRODUCT}) / 12 * 1000 + 0.5) / 1000"
QUERY = f"""
WITH a AS (SELECT *, {case('rating_hasil * 3 + rating_perilaku', PREDIKAT)}::TINYINT AS predikat FROM w),
b AS (SELECT *, {' + '.join(f'capaian{n} * bobot{n}' for n in range(1, 5))} AS nilai, {YEARLY} AS ak_tahunan,
  {case('tingkat_pendidikan', KUALIFIKASI)} + (CASE WHEN diklat_pim OR diklat_fungsional THEN 15 ELSE 0 END)
  + (CASE WHEN jp_diklat IS NULL THEN NULL ELSE least(jp_diklat, 20) END)::{NUMBER} * 0.75{KIND}
  + (CASE WHEN seminar THEN 10 ELSE 0 END) + {case('predikat', KINERJA)} + {case('hukuman', DISIPLIN)} AS ip FROM a),
c AS (SELECT *, angka_kredit + ak_tahunan AS ak_total, masa_kerja_gol >= 4 AS c_masa, predikat_n1 >= 3 AS c_pred1,
  predikat_n2 >= 3 AS c_pred2, hukuman = 0 AS c_hukdis FROM b),
d AS (SELECT *, ak_total >= {case('jenjang', KEBUTUHAN)} AS c_ak FROM c)
SELECT nilai, predikat, ak_tahunan, ak_total, ip, {' + '.join(f'(ip >= {band})::INT' for band in BANDS)} AS ip_kat,
  c_masa, c_pred1, c_pred2, c_hukdis, c_ak, c_masa AND c_pred1 AND c_pred2 AND c_hukdis AND c_ak AS eligible,
  {', '.join(f'{k} < 0 AS {t}' for k, t in zip(K, T))}, jp_diklat < 20 AS t_jp, predikat <= 2 AS t_pred,
  CASE WHEN jp_diklat IS NULL THEN NULL ELSE
    10 * ({' + '.join(f'greatest(0, -{k}::INT)' for k in K)}) + greatest(0, 20 - jp_diklat::INT) END AS prioritas FROM d
"""


def prepare(table):
    own = duckdb.connect()
    own.execute(f"SET threads = {os.environ.get('THREADS', '1')}")
    own.register("given", table)
    columns = [f"{f.name}::{'DOUBLE' if not DECIMAL and f.type.__class__.__name__ == 'Decimal128Type' else own.execute(f'SELECT typeof({f.name}) FROM given LIMIT 1').fetchone()[0]} AS {f.name}" for f in table.schema]
    own.execute(f"CREATE TABLE w AS SELECT {', '.join(columns)} FROM given")
    return own


def run(own):
    table = own.sql(QUERY).to_arrow_table()
    return {name: table.column(name) for name in OUTPUTS}


measure(prepare, run)
