import type { HttpHandler } from 'msw'
import { createMockHandlers, type MockHandlerOptions } from '../src/msw.ts'
import { type MockServer, type MockServerOptions, startMockServer } from '../src/server.ts'
import { provider } from './provider.ts'

export { credentials } from './credentials.ts'
export { fixtures } from './fixtures.ts'
export { provider } from './provider.ts'

/** MSW handlers that answer as Digiflazz does, for its documented origin unless `baseUrl` names another. */
export function createHandlers(options?: MockHandlerOptions): HttpHandler[] {
  return createMockHandlers(provider, options)
}

/** A stand-alone server that answers as Digiflazz does. */
export function createMockServer(
  options?: MockServerOptions,
): Promise<MockServer<typeof provider.credentials>> {
  return startMockServer(provider, options)
}
