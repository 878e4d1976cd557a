# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Sehari seorang analis kepegawaian
#
# Pagi ini kepala biro bertanya tiga hal: siapa yang terhalang naik pangkat dan oleh apa, apa akibatnya bila masa kerja
# dalam pangkat dipersingkat, dan pelatihan apa yang dapat dibiayai dengan dana yang ada. Semua orang di sini rekaan.
#
# *An analyst's day: who is kept from a promotion and by what, what a shorter time in rank would change, and which
# training a small budget pays for. Every person here is invented.*

# %%
import io
from decimal import Decimal

import polars as pl
import timbang
from timbang import plots
from timbang.notebook import show

PANGKAT = "kenaikan_pangkat_reguler"
TANGGAL = "2025-12-31"

# %% [markdown]
# ## Aturan dan penduduk
#
# Paket `nasional` ikut terpasang. Isinya dapat dibuka topik demi topik.

# %%
pack = timbang.bundled("nasional")
pack

# %%
tabel = {nama: pl.read_csv(io.BytesIO(isi), infer_schema=False) for nama, isi in timbang.sample().items()}
pegawai = tabel.pop("pegawai")
rencana = pack.plan(
    PANGKAT, "ip_asn", "kotak_talenta", "sumbu_kinerja_talenta", "sumbu_potensi_talenta", "triggers", as_of=TANGGAL
)
hasil = rencana.evaluate_frame(pegawai, lists=tabel, key="nip")
assert len(hasil) == len(pegawai) == 400
hasil

# %%
plots.distribution(hasil.frame, "ip_asn", label="Indeks Profesionalitas ASN", unit="poin")

# %%
plots.nine_boxes(hasil.frame)

# %% [markdown]
# ## Satu orang
#
# Sebelum menjumlahkan, lihat satu orang: apa yang ia penuhi, apa yang belum, dan apa yang dapat ia lakukan.

# %%
baris = hasil.frame[f"{PANGKAT}.status"].cast(pl.String).to_list().index("TMS")
(seorang,) = rencana.explain_rows(pegawai, [baris], lists=tabel, key="nip")
assert seorang[PANGKAT].promotion is not None
seorang

# %%
show(seorang.why(PANGKAT), lang="en")

# %% [markdown]
# Apa yang bertumpu pada apa, tampak pada rencana satu keluaran.

# %%
rencana.with_outputs(PANGKAT)

# %% [markdown]
# ## Apa yang menghalangi
#
# Setiap syarat adalah keluaran juga. Syarat yang *sendirian* menghalangi adalah tempat perubahan terasa.

# %%
syarat = plots.requirements(rencana, PANGKAT)
menurut_syarat = rencana.with_outputs(PANGKAT, *syarat).evaluate_frame(pegawai, lists=tabel, key="nip").frame
plots.blockers(menurut_syarat, PANGKAT, syarat, label="Kenaikan pangkat reguler")

# %% [markdown]
# ## Bila masa kerja menjadi tiga tahun
#
# `with_parameter` memberi rencana lain seolah-olah hukum berbunyi demikian; yang lama tidak berubah.

# %%
usulan = rencana.with_outputs(PANGKAT, *syarat).with_parameter("masa_kerja_pangkat_reguler", 3)
sesudah = usulan.evaluate_frame(pegawai, lists=tabel, key="nip").frame
pindah = plots.moved(menurut_syarat, sesudah, f"{PANGKAT}.status")
assert ("TMS", "MS") in zip(pindah["before"], pindah["after"], strict=True)
assert usulan.pack.digests != pack.digests
plots.movements(pindah, order=["MS", "TMS", "BTL", "TB"], label="Kenaikan pangkat reguler")

# %% [markdown]
# ## Adilkah?
#
# Jenis kelamin tidak pernah masuk perhitungan: aturan yang memakainya ditolak. Tetapi hasilnya tetap dapat berbeda
# menurut kelompok, dan itu perlu dilihat. Kelompok kecil tidak ditunjukkan.


# %%
def menurut(kelompok: str) -> pl.DataFrame:
    """Menghitung, bagi tiap syarat dan kelompok, berapa yang memenuhi dari berapa yang diketahui."""
    orang = pegawai.select("nip", kelompok).join(sesudah, on="nip").drop_nulls(kelompok)
    bagian = [
        orang.group_by(pl.col(kelompok).alias("group"), maintain_order=True)
        .agg(met=pl.col(nama).sum(), total=pl.col(nama).count())
        .with_columns(requirement=pl.lit(label))
        .sort("group")
        for nama, label in syarat.items()
    ]
    return pl.concat(bagian)


plots.shares(menurut("jenis_kelamin"), label="Jenis kelamin")

# %%
plots.shares(menurut("jenis_jabatan"), label="Jenis jabatan")

# %% [markdown]
# ## Pelatihan dengan dana terbatas
#
# Yang disarankan berharga lebih daripada dana yang ada, maka yang paling mendesak didahulukan.
# Ini pilihan yang sederhana: prasyarat antarpelatihan tidak diperiksa di sini.

# %%
katalog = plots.catalogue(pack)
plots.triggers(hasil.frame, katalog)

# %%
DANA = Decimal(100_000_000)

saran = (
    hasil.frame.select("nip", "triggers")
    .explode("triggers")
    .drop_nulls()
    .unnest("triggers")
    .with_columns(pl.col("item").cast(pl.String))
    .sort("priority", "nip", "item", descending=[True, False, False])
)
sisa, dibiayai = DANA, []
for baris_saran in saran.iter_rows(named=True):
    biaya = katalog[baris_saran["item"]][1]
    if 0 < biaya <= sisa:
        sisa -= biaya
        dibiayai.append({**baris_saran, "biaya": biaya})

anggaran = pl.DataFrame(dibiayai).group_by("item").agg(pegawai=pl.len(), biaya=pl.col("biaya").sum()).sort("item")
assert sum(anggaran["biaya"]) + sisa == DANA
assert sisa >= 0
anggaran

# %% [markdown]
# ## Yang masih harus dilengkapi
#
# Nilai yang kosong bukan nol: kerangka `issues` menyebut fakta mana yang belum ada, dan milik siapa.

# %%
masalah = hasil.issues
assert masalah is not None
masalah.group_by("kind", "fact").agg(kali=pl.len()).sort("kali", descending=True).head(8)
