import { checkHeaderCredential } from '@cekstatus/core/provider'

/** The key from the dashboard, under Settings, API Keys: `sk_live_…` or `sk_test_…`. */
export interface PaymenkuCredentials {
  /** Sent as a bearer token; a live and a test key see different transactions. */
  apiKey: string
}

/** Checks the credentials. @throws CekStatusError `CONFIGURATION` naming the field, never its value */
export function checkCredentials(credentials: PaymenkuCredentials): PaymenkuCredentials {
  return { apiKey: checkHeaderCredential('paymenku', 'apiKey', credentials?.apiKey) }
}

/** Paymenku signs nothing: the key itself, as a bearer token, proves who asks. */
export function authorize(credentials: PaymenkuCredentials): Record<string, string> {
  return { authorization: `Bearer ${credentials.apiKey}` }
}
