-- An invented population of 100,000, the same in every demo: everything follows from the row's number. The province code 99 is given to
-- no province, so that none of these numbers can be a person's.

create table kecamatan (
    kode  text primary key,
    nama  text not null
);

create table desa (
    kode       text primary key,
    kecamatan  text not null references kecamatan,
    nama       text not null
);

create table keluarga (
    no_kk   text primary key,
    desa    text not null references desa,
    alamat  text not null,
    rt      smallint not null,
    rw      smallint not null
);

create table penduduk (
    nik            text primary key check (nik ~ '^[0-9]{16}$'),
    no_kk          text not null references keluarga,
    nama           text not null,
    jenis_kelamin  text not null check (jenis_kelamin in ('L', 'P')),
    tempat_lahir   text not null,
    tanggal_lahir  date not null,
    agama          text not null,
    status_kawin   text not null,
    hubungan       text not null,
    pendidikan     text not null,
    pekerjaan      text not null,
    golongan_darah text
);

create table perekaman (
    nik        text primary key references penduduk,
    direkam    date not null,
    dicetak    date
);

-- A number from 0 to n - 1 that looks drawn by lot.
create function undi(i bigint, salt bigint, n int) returns int language sql immutable parallel safe
    as $$ select (((i * 48271 + salt * 69621) % 2147483647 * 16807) % 2147483647 % n)::int $$;

insert into kecamatan
select '9901' || to_char(k, 'FM00'), (array['Karangsari', 'Sumberjati', 'Wanareja Lor', 'Tirtomulyo', 'Gunungwangi', 'Banyuputih', 'Kalirejo', 'Purwosari',
    'Argomulyo', 'Sidoharjo', 'Mekarjaya', 'Cibunar', 'Rawalumbu', 'Tanjungsari', 'Kertasana', 'Pasirluhur', 'Watukelir', 'Bojongasri', 'Jatiroto', 'Kedungmulya'])[k]
from generate_series(1, 20) k;

insert into desa
select k.kode || to_char(d, 'FM0000'), k.kode,
    (array['Suka', 'Karang', 'Banjar', 'Kali', 'Sumber', 'Tegal', 'Wono', 'Marga', 'Giri', 'Tirta', 'Ranca', 'Bumi', 'Purwa'])[d]
    || (array['maju', 'sari', 'mulya', 'jaya', 'harja', 'rejo', 'asih', 'tengah', 'wangi', 'indah', 'luhur'])[1 + undi(substr(k.kode, 5)::int * 13 + d, 1, 11)]
from kecamatan k, generate_series(1, 13) d;

insert into keluarga
select d.kecamatan || to_char(date '2008-01-01' + undi(k, 2, 6500), 'DDMMYY') || to_char(k % 10000, 'FM0000'), d.kode,
    'Jl. ' || (array['Melati', 'Kenanga', 'Mawar', 'Anggrek', 'Diponegoro', 'Kartini', 'Pahlawan', 'Merdeka', 'Veteran', 'Pemuda'])[1 + undi(k, 3, 10)] || ' No. ' || 1 + undi(k, 4, 180),
    1 + undi(k, 5, 9), 1 + undi(k, 6, 12)
from generate_series(1, 32000) k
join lateral (select kode, kecamatan from desa order by kode limit 1 offset (k - 1) % 260) d on true
on conflict do nothing;

create temporary table orang as
select i, kk.no_kk, kk.kecamatan, keadaan.urutan,
    case keadaan.urutan when 0 then 'L' when 1 then 'P' else case undi(i, 7, 2) when 0 then 'L' else 'P' end end as kelamin,
    case keadaan.urutan when 0 then date '1956-01-01' + undi(i, 8, 14000) when 1 then date '1960-01-01' + undi(i, 9, 14000) else date '1998-01-01' + undi(i, 10, 10000) end as lahir
from generate_series(1, 100000) i
cross join lateral (select (i - 1) / kk.banyak as urutan, 1 + (i - 1) % kk.banyak as ke from (select count(*)::int as banyak from keluarga) kk) keadaan
join (select row_number() over (order by no_kk) as ke, no_kk, substr(desa, 1, 6) as kecamatan from keluarga) kk on kk.ke = keadaan.ke;

insert into penduduk
select o.awal || to_char(row_number() over (partition by o.awal order by o.i), 'FM0000'), o.no_kk,
    case o.kelamin
        when 'L' then (array['Agus', 'Bambang', 'Budi', 'Cahyo', 'Dedi', 'Eko', 'Fajar', 'Gunawan', 'Hadi', 'Imam', 'Joko', 'Kurnia', 'Lukman', 'Mulyono', 'Nur', 'Oki', 'Prasetyo', 'Rahmat', 'Slamet', 'Tono', 'Untung', 'Wahyu', 'Yanto', 'Zainal'])[1 + undi(o.i, 11, 24)]
        else (array['Ani', 'Budiarti', 'Citra', 'Dewi', 'Endah', 'Fitri', 'Gita', 'Hesti', 'Indah', 'Juwita', 'Kartika', 'Lestari', 'Maya', 'Nining', 'Puspita', 'Ratna', 'Siti', 'Tuti', 'Umi', 'Wulan', 'Yuliana', 'Zahra'])[1 + undi(o.i, 12, 22)]
    end || ' ' || (array['Saputra', 'Wijaya', 'Hidayat', 'Nugroho', 'Santosa', 'Kusuma', 'Pratama', 'Utomo', 'Wibowo', 'Setiawan', 'Permana', 'Suryadi', 'Maulana', 'Hartono', 'Firmansyah', 'Susanto', 'Purnomo', 'Ramadhan', 'Suhendar', 'Iskandar'])[1 + undi(o.i, 13, 20)],
    o.kelamin,
    (array['Kota Rekaan', 'Karangsari', 'Sumberjati', 'Tirtomulyo', 'Banyuputih', 'Purwosari'])[1 + undi(o.i, 14, 6)], o.lahir,
    (array['Islam', 'Islam', 'Islam', 'Islam', 'Islam', 'Islam', 'Islam', 'Kristen', 'Katolik', 'Hindu', 'Buddha', 'Khonghucu'])[1 + undi(o.i, 15, 12)],
    case when o.urutan < 2 then 'Kawin' else 'Belum kawin' end,
    case o.urutan when 0 then 'Kepala keluarga' when 1 then 'Istri' else 'Anak' end,
    case when o.lahir > date '2019-06-30' then 'Belum sekolah' else (array['Tidak sekolah', 'SD', 'SLTP', 'SLTA', 'SLTA', 'Diploma', 'Sarjana'])[1 + undi(o.i, 16, case when o.lahir > date '2008-06-30' then 3 else 7 end)] end,
    case when o.lahir > date '2019-06-30' then 'Belum bekerja' when o.lahir > date '2008-06-30' then 'Pelajar' else (array['Petani', 'Pedagang', 'Buruh', 'Karyawan swasta', 'Wiraswasta', 'Guru', 'PNS', 'Mengurus rumah tangga'])[1 + undi(o.i, 17, 8)] end,
    (array['A', 'B', 'AB', 'O', null])[1 + undi(o.i, 18, 5)]
from (select o.*, o.kecamatan || to_char(extract(day from o.lahir)::int + case o.kelamin when 'P' then 40 else 0 end, 'FM00') || to_char(o.lahir, 'MMYY') as awal from orang o) o;

insert into perekaman
select nik, direkam, case undi(nomor, 20, 20) when 0 then null else direkam + 3 + undi(nomor, 21, 120) end
from (
    select nik, substr(nik, 7)::bigint as nomor, greatest(date '2011-03-01', tanggal_lahir + 17 * 365 + 5) + undi(substr(nik, 7)::bigint, 19, 150) as direkam
    from penduduk where tanggal_lahir <= date '2008-06-30') p;

drop table orang;

create index penduduk_kk on penduduk (no_kk);
create index penduduk_nama on penduduk (nama);
create index keluarga_desa on keluarga (desa);

analyze;
