import { mockProviders } from './registry.ts'
import { type MockServer, type MockServerOptions, startMockServer } from './server.ts'
import type { ProviderName } from './types.ts'

export { mockProviders } from './registry.ts'
export type { MockHandlerOptions, MockOptions } from './responder.ts'
export type { MockServer, MockServerOptions } from './server.ts'
export * from './types.ts'

/** Starts the mock of the named provider; rejects with Node's own error (`EADDRINUSE` …) when it cannot listen. */
export const createMockServer = ({
  provider: name,
  ...options
}: MockServerOptions & { provider: ProviderName }): Promise<MockServer> => {
  const provider = mockProviders.find((candidate) => candidate.name === name)
  if (!provider) return Promise.reject(new TypeError(`No provider is called "${String(name)}".`))
  return startMockServer(provider, options)
}
