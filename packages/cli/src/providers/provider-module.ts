import type {
  Capabilities,
  ErrorRow,
  ParseOptions,
  ProviderDescription,
  StatusClient,
  StatusResponse,
  StatusRow,
  Transaction,
} from '@cekstatus/core'

/** What the commands use of a provider's package. Methods, because each package narrows what it takes. */
export interface ProviderModule {
  readonly capabilities: Capabilities
  readonly description: ProviderDescription<never, never>
  readonly statusTable: readonly StatusRow[]
  readonly errorTable: readonly ErrorRow[]
  createClient(options: never): StatusClient<never>
  parseStatusResponse(response: StatusResponse, query: never, options?: ParseOptions): Transaction
}

export type LoadProvider = () => Promise<ProviderModule>
