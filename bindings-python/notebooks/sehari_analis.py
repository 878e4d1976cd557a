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
# Paket `nasional` ikut terpasang. Isinya tampil sebagai buku aturan menurut hukum hari ini.

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
# `with_parameter` memberi rencana lain seolah-olah hukum berbunyi demikian; yang lama tidak berubah. `compare`
# menyebut siapa yang berpindah, dari apa ke apa, dan karena apa.

# %%
usulan = rencana.with_outputs(PANGKAT).with_parameter("masa_kerja_pangkat_reguler", 3)
banding = rencana.with_outputs(PANGKAT).compare(usulan, pegawai, lists=tabel, key="nip", by="tanggal_lahir:10")
assert [(satu.path, satu.before, satu.after) for satu in banding.changed] == [("masa_kerja_pangkat_reguler", "4", "3")]
assert banding.moved == len(banding.movers) > 0
banding

# %%
plots.movements(banding)

# %% [markdown]
# Setiap orang yang berpindah ada dalam `movers`, dengan sebabnya.

# %%
banding.movers.select("key", "before_state", "after_state", "because").head(3)

# %% [markdown]
# ## Adilkah?
#
# Jenis kelamin tidak pernah masuk perhitungan: aturan yang memakainya ditolak. Tetapi hasilnya tetap dapat berbeda
# menurut kelompok, dan itu perlu dilihat. Hitungan kecil tertutup, juga yang darinya ia dapat dihitung.

# %%
usulan.fairness(pegawai, rate=PANGKAT, by="jenis_kelamin", lists=tabel, key="nip")

# %% [markdown]
# Syarat demi syarat tampak di mana bedanya. Kolom yang menentukan hasil tidak dapat menjadi kelompok; salinannya dapat.

# %%
kelompok = pegawai.with_columns(kelompok_jabatan="jenis_jabatan")
menurut = ["jenis_kelamin", "kelompok_jabatan"]
tiap_syarat = [usulan.fairness(kelompok, rate=nama, by=menurut, lists=tabel, key="nip") for nama in syarat]
plots.shares(tiap_syarat, "jenis_kelamin", label="Jenis kelamin")

# %%
plots.shares(tiap_syarat, "kelompok_jabatan", label="Jenis jabatan")

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
