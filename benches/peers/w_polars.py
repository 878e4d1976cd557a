"""Polars, in binary float or in decimals (`float` or `decimal`), over the whole table or `streamed`.

`streamed` takes batches as the engine does: each is evaluated by a query of its own, or (`streamed-own`) Polars' engine
for streams hands batches over; results are dropped after a checksum that looks at each column.
"""

import sys

import polars as pl
import pyarrow as pa

from common import measure
from spec import *

DECIMAL = sys.argv[4] == "decimal"
MODE = sys.argv[5] if len(sys.argv) > 5 else "whole"
BATCH = 65_536
# To optimise the query of each batch costs more than it gains: this is what Polars was measured to be quickest with.
AS_WRITTEN = pl.QueryOptFlags.none()


def look_up(table, index, dtype=None):
    entries = pl.Series(table) if dtype is None else pl.Series(table).cast(dtype)
    return pl.lit(entries).gather(index)


def prepare(table):
    frame = pl.from_arrow(table)
    if not DECIMAL:
        frame = frame.with_columns(pl.col(pl.Decimal).cast(pl.Float64))
    return frame.rechunk()


def number(text):
    return pl.lit(text).cast(pl.Decimal(38, 4)) if DECIMAL else pl.lit(float(text))


def query(frame):
    c = pl.col
    dtype = pl.Decimal(38, 6) if DECIMAL else pl.Float64
    wide = (lambda e: e.cast(pl.Decimal(38, 4))) if DECIMAL else (lambda e: e)
    lazy = frame.lazy().with_columns(
        predikat=look_up(PREDIKAT, c("rating_hasil").cast(pl.Int32) * 3 + c("rating_perilaku"), pl.Int8),
        nilai=sum((wide(c(f"capaian{n}")) * wide(c(f"bobot{n}")) for n in range(2, 5)),
                  wide(c("capaian1")) * wide(c("bobot1"))))
    product = (look_up([float(x) for x in KOEFISIEN], c("jenjang"), dtype)
               * look_up([float(x) for x in PERSEN], c("predikat"), dtype) * c("bulan_kerja").cast(dtype))
    if DECIMAL:
        yearly = (product / pl.lit("12").cast(dtype)).round(3, mode="half_away_from_zero")
    else:
        yearly = (product / 12 * 1000 + 0.5).floor() / 1000
    lazy = lazy.with_columns(ak_tahunan=yearly)
    lazy = lazy.with_columns(ak_total=c("angka_kredit").cast(dtype) + c("ak_tahunan"))
    points = (look_up(KUALIFIKASI, c("tingkat_pendidikan"), pl.Int32)
              + pl.when(c("diklat_pim") | c("diklat_fungsional")).then(15).otherwise(0)
              + pl.when("seminar").then(10).otherwise(0) + look_up(KINERJA, c("predikat"), pl.Int32)
              + look_up(DISIPLIN, c("hukuman"), pl.Int32))
    hours = pl.min_horizontal(c("jp_diklat"), pl.lit(20, pl.Int8)).cast(dtype)
    hours = pl.when(c("jp_diklat").is_not_null()).then(hours * number("0.75").cast(dtype))
    lazy = lazy.with_columns(ip=points.cast(dtype) + hours)
    lazy = lazy.with_columns(
        ip_kat=sum(((c("ip") >= pl.lit(band).cast(dtype)).cast(pl.Int8) for band in BANDS), pl.lit(0, pl.Int8)),
        c_masa=c("masa_kerja_gol") >= number("4").cast(frame.schema["masa_kerja_gol"]),
        c_pred1=c("predikat_n1") >= 3, c_pred2=c("predikat_n2") >= 3, c_hukdis=c("hukuman") == 0,
        c_ak=c("ak_total") >= look_up(KEBUTUHAN, c("jenjang"), pl.Int32).cast(dtype),
        t_jp=c("jp_diklat") < 20, t_pred=c("predikat") <= 2,
        prioritas=10 * sum((pl.max_horizontal(0, -c(k).cast(pl.Int16)) for k in K), pl.lit(0, pl.Int16))
        + pl.when(c("jp_diklat").is_not_null()).then(pl.max_horizontal(0, 20 - c("jp_diklat").cast(pl.Int16))),
        **{t: c(k) < 0 for k, t in zip(K, T)})
    lazy = lazy.with_columns(eligible=c("c_masa") & c("c_pred1") & c("c_pred2") & c("c_hukdis") & c("c_ak"))
    return lazy.select(OUTPUTS)


def arrays(done):
    return {name: done[name].to_arrow() for name in OUTPUTS}


def checksum(done):
    return [column.sum() for column in done]


def batches(table):
    return [prepare(table.slice(first, BATCH)) for first in range(0, table.num_rows, BATCH)]


def each(frames):
    """One query a batch."""
    return [checksum(query(frame).collect(optimizations=AS_WRITTEN)) for frame in frames]


def each_found(frames):
    parts = [arrays(query(frame).collect(optimizations=AS_WRITTEN)) for frame in frames]
    return {name: pa.chunked_array([part[name] for part in parts]) for name in OUTPUTS}


def handed_over(frame, use):
    """The batches that Polars' own engine for streams hands over, in order."""
    done = []
    query(frame).sink_batches(lambda part: done.append(use(part)), chunk_size=BATCH, maintain_order=True,
                              engine="streaming")
    return done


def handed_over_found(frame):
    parts = handed_over(frame, arrays)
    return {name: pa.chunked_array([part[name] for part in parts]) for name in OUTPUTS}


if MODE == "streamed":
    measure(batches, each, each_found)
elif MODE == "streamed-own":
    measure(prepare, lambda frame: handed_over(frame, checksum), handed_over_found)
else:
    measure(prepare, lambda frame: arrays(query(frame).collect()))
