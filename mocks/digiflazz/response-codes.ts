/** One row of https://developer.digiflazz.com/api/buyer/response-code/. */
export interface ResponseCode {
  message: string
  status: 'Sukses' | 'Pending' | 'Gagal'
  /** Whether a transaction is formed: `Terbentuk Transaksi`. */
  forms: boolean
}

const row = (message: string, status: ResponseCode['status'], forms: boolean): ResponseCode => ({
  message,
  status,
  forms,
})

/** The codes that a prepaid order can meet; those of deposits, price lists, bills and PLN numbers are left out. */
export const responseCodes: Readonly<Record<string, ResponseCode>> = {
  '00': row('Transaksi Sukses', 'Sukses', true),
  '01': row('Timeout', 'Gagal', true),
  '02': row('Transaksi Gagal', 'Gagal', true),
  '03': row('Transaksi Pending', 'Pending', true),
  '40': row('Payload Error', 'Gagal', false),
  '41': row('Signature tidak valid', 'Gagal', false),
  '42': row('Gagal memproses API Buyer', 'Gagal', false),
  '43': row('SKU tidak di temukan atau Non-Aktif', 'Gagal', false),
  '44': row('Saldo tidak cukup', 'Gagal', false),
  '45': row('IP Anda tidak kami kenali', 'Gagal', false),
  '47': row('Transaksi sudah terjadi di buyer lain', 'Gagal', false),
  '49': row('Ref ID tidak unik', 'Gagal', false),
  '50': row('Transaksi Tidak Ditemukan', 'Gagal', true),
  '51': row('Nomor Tujuan Diblokir', 'Gagal', true),
  '52': row('Prefix Tidak Sesuai Dengan Operator', 'Gagal', true),
  '53': row('Produk Seller Sedang Tidak Tersedia', 'Gagal', true),
  '54': row('Nomor Tujuan Salah', 'Gagal', true),
  '55': row('Produk Sedang Gangguan', 'Gagal', true),
  '57': row('Jumlah Digit Kurang Atau Lebih', 'Gagal', true),
  '58': row('Sedang Cut Off', 'Gagal', true),
  '59': row('Tujuan di Luar Wilayah/Cluster', 'Gagal', true),
  '61': row('Belum pernah melakukan deposit', 'Gagal', false),
  '62': row('Seller sedang mengalami gangguan', 'Gagal', false),
  '63': row('Tidak support transaksi multi', 'Gagal', false),
  '66': row('Cut Off (Perbaikan Sistem Seller)', 'Gagal', false),
  '67': row('Seller belum ter-verfikasi', 'Gagal', false),
  '68': row('Stok habis', 'Gagal', false),
  '69': row('Harga seller lebih besar dari ketentuan harga Buyer', 'Gagal', false),
  '70': row('Timeout Dari Biller', 'Gagal', true),
  '71': row('Produk Sedang Tidak Stabil', 'Gagal', true),
  '72': row('Lakukan Unreg Paket Dahulu', 'Gagal', true),
  '73': row('Kwh Melebihi Batas', 'Gagal', true),
  '74': row('Transaksi Refund', 'Gagal', true),
  '80': row('Akun Anda telah diblokir oleh Seller', 'Gagal', false),
  '81': row('Seller ini telah diblokir oleh Anda', 'Gagal', false),
  '82': row('Akun Anda belum ter-verfikasi', 'Gagal', false),
  '84': row('Nominal tidak valid', 'Gagal', true),
  '85': row('Anda telah mencapai limitasi transaksi, silahkan coba 1 menit lagi', 'Gagal', true),
  '87': row('Transaksi E-money wajib kelipatan Rp 1.000', 'Gagal', false),
  '88': row('Akun Anda tidak dapat melakukan aksi ini', 'Gagal', false),
  '99': row('DF Router Issue', 'Pending', true),
}

/** Whether an answer with this body means that an order stands; a code that nobody lists does. */
export const formsTransaction = (body: string): boolean => {
  const code = /"rc"\s*:\s*"([^"]*)"/.exec(body)?.[1] ?? ''
  return !Object.hasOwn(responseCodes, code) || responseCodes[code]?.forms === true
}
