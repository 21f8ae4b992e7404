/** The page of all codes; each row says whether a transaction was formed (`Terbentuk Transaksi`). */
export const responseCodePage = 'https://developer.digiflazz.com/api/buyer/response-code/'

export interface FormedCode {
  /** The word that the page puts beside the code. */
  word: 'Sukses' | 'Pending' | 'Gagal'
  /** True where the page's own words for the code give less comfort than the word: a person has to look. */
  doubtful?: true
}

const failures = '01 02 51 52 53 54 55 57 58 59 60 70 71 72 73 84'.split(' ')

/**
 * The codes of transactions that were formed, with their word. The code decides nothing by itself: a word counts only
 * beside a code that the page gives to that word, because `Gagal` beside any other code may be about this call alone.
 */
export const formedCodes: ReadonlyMap<string, FormedCode> = new Map<string, FormedCode>([
  ['00', { word: 'Sukses' }],
  ['03', { word: 'Pending' }],
  ['99', { word: 'Pending' }],
  ...failures.map((code): [string, FormedCode] => [code, { word: 'Gagal' }]),
  // "Transaksi Tidak Ditemukan": a transaction that was formed, and not found.
  ['50', { word: 'Gagal', doubtful: true }],
  // "Transaksi Refund": it may have been told as a success before.
  ['74', { word: 'Gagal', doubtful: true }],
])

/** Codes that speak of asking too often; what they say of the order itself is open, although the page calls some formed. */
export const limitCodes: ReadonlyMap<string, number | null> = new Map([
  ['83', 300_000],
  ['85', 60_000],
  ['86', null],
])

/** Codes that refuse the caller: signature, username, address, account. No transaction was formed. */
export const credentialCodes: ReadonlyMap<string, string> = new Map([
  ['41', 'the apiKey is wrong, or belongs to the other mode (development or production)'],
  ['42', 'the username is wrong'],
  ['45', 'the address that the call came from is not on the whitelist of this mode'],
  ['82', 'the account is not verified yet'],
  ['88', 'the account may not do this'],
])

/** Codes that refuse the call for another reason. No transaction was formed by it, and an earlier order is as it was. */
export const refusalCodes: ReadonlySet<string> = new Set(
  '40 43 44 47 49 56 61 62 63 64 65 66 67 68 69 80 81 87'.split(' '),
)
