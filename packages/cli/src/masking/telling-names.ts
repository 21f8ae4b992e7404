/** Words of a field's name that say that its value is a person's, a secret, or leads to a payment. */
const tellingWords = new Set(
  (
    'email phone telephone msisdn mobile whatsapp address alamat customer buyer payer payee sender recipient receiver ' +
    'beneficiary holder nik npwp ktp license lisensi password passwd pin secret token signature url link deeplink qr'
  ).split(' '),
)

/** The same, where it takes two words side by side. */
const tellingPairs = new Set([
  'account no',
  'account number',
  'account name',
  'va no',
  'va number',
  'va name',
  'virtual account',
])

/** True where a field's name alone says that its value must not be shown: `customer_email`, `payUrl`, `vaNumber`. */
export function isTellingName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  return words.some(
    (word, index) => tellingWords.has(word) || tellingPairs.has(`${word} ${words[index + 1] ?? ''}`),
  )
}
