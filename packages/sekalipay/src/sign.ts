import { checkHeaderCredential } from '@cekstatus/core/provider'

/** The key from the reseller dashboard, `sk_live_…`. The payment gateway's keys belong to another API. */
export interface SekalipayCredentials {
  /** Sent as `X-APIKEY`. */
  apiKey: string
}

/** Checks the credentials. @throws CekStatusError `CONFIGURATION` naming the field, never its value */
export function checkCredentials(credentials: SekalipayCredentials): SekalipayCredentials {
  return { apiKey: checkHeaderCredential('sekalipay', 'apiKey', credentials?.apiKey) }
}

/** Sekalipay signs no request: the key itself, from an address on its allow-list, proves who asks. */
export function authorize(credentials: SekalipayCredentials): Record<string, string> {
  return { 'x-apikey': credentials.apiKey }
}
