/**
 * Codes without a transaction, by the column "Terbentuk Transaksi" of
 * https://developer.digiflazz.com/api/buyer/response-code/.
 */
const refusals: ReadonlySet<string> = new Set(
  '40 41 42 43 44 45 47 49 61 62 63 66 67 68 69 80 81 82 87 88'.split(' '),
)

/** Whether a response with this body means that an order exists; with an unlisted code it does. */
export function formsTransaction(body: string): boolean {
  return !refusals.has(/"rc"\s*:\s*"([^"]*)"/.exec(body)?.[1] ?? '')
}
