import type { Capabilities, ParseOptions, StatusClient, StatusResponse, Transaction } from '@cekstatus/core'
import type { ErrorRow, ProviderDescription, StatusRow } from '@cekstatus/core/provider'

/** The exports of a provider package that the commands use. Methods, because each package narrows the parameters. */
export interface ProviderModule {
  readonly capabilities: Capabilities
  readonly description: ProviderDescription<never, never>
  readonly statusMap: readonly StatusRow[]
  readonly errorMap: readonly ErrorRow[]
  createClient(options: never): StatusClient<never>
  parseStatusResponse(response: StatusResponse, query: never, options?: ParseOptions): Transaction
}

export type LoadProvider = () => Promise<ProviderModule>
