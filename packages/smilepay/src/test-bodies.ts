/** The page's answer as a payment that succeeded, with fields replaced; `undefined` removes one. */
export function inquiryBody(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    tradeType: 1,
    orderNo: 'INV-001',
    tradeNo: 'T101sandbox-10039240126042833650',
    status: 'SUCCESS',
    paymentMethod: 'BCA',
    money: { currency: 'IDR', amount: 10000 },
    remark: null,
    responseCode: '2009200',
    responseMessage: 'Successful',
    ...changes,
  })
}

/** The token of the page's sample request: `exp` is 900 seconds after `iat`, both long past. */
export const sampleToken =
  'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJuYmYiOjE3NDA0NzA0NzIsImV4cCI6MTc0MDQ3MTM3MiwiaWF0IjoxNzQwNDcwNDcyLCJNRVJDSEFOVF9JRCI6InNhbmRib3gtMTAwMDEifQ.eMcSoq4bSnJJOPhplQwW7wSz8f6rdh6U7Tv0L4lZxog'

/** The answer to a request for an access token, with fields replaced; `undefined` removes one. */
export function tokenBody(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    responseCode: '2007300',
    responseMessage: 'Successful',
    accessToken: sampleToken,
    tokenType: 'Bearer',
    expiresIn: '900',
    additionalInfo: null,
    ...changes,
  })
}

/** A JWT whose claims are these; its signature is not one. */
export function tokenWithClaims(claims: Record<string, unknown>): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}.c2lnbmF0dXJl`
}

/** A refusal with this code. */
export function refusalBody(responseCode: string, responseMessage = 'Refused'): string {
  return JSON.stringify({ responseCode, responseMessage })
}
