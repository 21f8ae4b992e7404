import { type CredentialsOf, registry } from './registry.ts'
import { type MockServer, type MockServerOptions, startMockServer } from './server.ts'
import type { ProviderName } from './types.ts'

export { mockProviders } from './registry.ts'
export type { MockHandlerOptions, MockOptions } from './responder.ts'
export type { MockServer, MockServerOptions } from './server.ts'
export * from './types.ts'

/** Starts the mock of the named provider; rejects with Node's own error (`EADDRINUSE` …) when it cannot listen. */
export const createMockServer = async <Name extends ProviderName>({
  provider: name,
  ...options
}: MockServerOptions & { provider: Name }): Promise<MockServer<CredentialsOf<Name>>> => {
  if (!Object.hasOwn(registry, name)) throw new TypeError(`No provider is called "${String(name)}".`)
  return startMockServer<CredentialsOf<Name>>(registry[name], options)
}
