/** The documented response for a paid order, with fields replaced; `undefined` removes one. */
export function statusBody(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    merchantOrderId: 'abcde12345',
    reference: 'DXXXXCX80TZJ85Q70QCI',
    amount: '100000',
    fee: '0.00',
    statusCode: '00',
    statusMessage: 'SUCCESS',
    ...changes,
  })
}

/** Invented; those of the vectors. */
export const credentials = { merchantCode: 'D0001', apiKey: 'test-api-key-not-a-secret' }
