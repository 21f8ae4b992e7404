import { createProviderEntry } from '../src/provider-entry.ts'
import { provider } from './provider.ts'

export { credentials } from './credentials.ts'
export { fixtures } from './fixtures.ts'
export { provider } from './provider.ts'

/** MSW handlers and a stand-alone server. */
export const { createHandlers, createMockServer } = createProviderEntry(provider)
