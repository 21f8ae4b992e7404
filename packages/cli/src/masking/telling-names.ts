/** Words in field names of personal data, secrets and payment links. */
const tellingWords = new Set(
  (
    'email phone telephone msisdn mobile whatsapp address alamat customer buyer payer payee sender recipient receiver ' +
    'beneficiary holder nik npwp ktp license lisensi password passwd pin secret token signature url link deeplink qr'
  ).split(' '),
)

/** Pairs of adjacent words with the same meaning. */
const tellingPairs = new Set([
  'account no',
  'account number',
  'account name',
  'va no',
  'va number',
  'va name',
  'virtual account',
])

/** True for field names such as `customer_email`, `payUrl` and `vaNumber`, whose values must not be printed. */
export function isTellingName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  return words.some(
    (word, index) => tellingWords.has(word) || tellingPairs.has(`${word} ${words[index + 1] ?? ''}`),
  )
}
