import type { HttpHandler } from 'msw'
import { createMockHandlers, type MockHandlerOptions } from './msw.ts'
import type { MockProvider } from './provider.ts'
import { type MockServer, type MockServerOptions, startMockServer } from './server.ts'
import type { MockCredentials } from './types.ts'

/** The functions of `@cekstatus/mocks/<provider>`. */
export interface ProviderEntry<Credentials extends MockCredentials> {
  /** Creates MSW handlers for the provider's documented origins, or for `baseUrl`. */
  createHandlers(this: void, options?: MockHandlerOptions): HttpHandler[]
  /** Starts a server of its own; rejects with Node's error when it cannot listen. */
  createMockServer(this: void, options?: MockServerOptions): Promise<MockServer<Credentials>>
}

/** Creates the functions that the entry of one provider exports. */
export function createProviderEntry<Credentials extends MockCredentials>(
  provider: MockProvider<Credentials>,
): ProviderEntry<Credentials> {
  return {
    createHandlers: (options) => createMockHandlers(provider, options),
    createMockServer: (options) => startMockServer(provider, options),
  }
}
