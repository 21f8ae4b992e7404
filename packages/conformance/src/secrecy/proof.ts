import type { CommonOptions, StatusClient, StatusQuery } from '@cekstatus/core'
import { expect } from 'vitest'
import type { ProviderUnderTest, Sent } from '../provider-under-test.ts'
import { createDetector } from './detector.ts'
import { expose } from './expose.ts'
import { listen } from './listen.ts'
import { type Planted, plant } from './planted.ts'

/** A client whose every secret is a canary, and the means to see one that got out. */
export interface Proof<Query extends StatusQuery> extends Planted {
  /** `credentials` replaces the planted ones field by field. */
  createClient(options: CommonOptions, credentials?: Record<string, unknown>): StatusClient<Query>
  /**
   * Fails when the value, or any event since the last time, shows a credential, a token, a signature of the requests
   * that were received, or anything delivered.
   */
  expectNothingShown(value: unknown, received: readonly Sent[]): void
  stop(): void
}

export function startProof<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): Proof<Query> {
  const planted = plant(provider)
  const listener = listen()
  const detect = createDetector([...planted.secrets, ...planted.deliveries])
  return {
    ...planted,
    createClient: (options, credentials) =>
      provider.createClient(
        { ...options, onEvent: listener.onEvent },
        { ...planted.credentials, ...credentials },
      ),
    expectNothingShown: (value, received) => {
      const { told, published } = listener.take()
      // Both ways tell the same, so that what is searched in one is not missed in the other.
      expect(published).toEqual(told)
      const shown = expose([value, told])
      const sent = received.flatMap((request) => listSent(provider, request))
      const detectSent = createDetector(sent.map((text, index) => ({ name: `sent secret ${index}`, text })))
      expect([...detect(shown), ...detectSent(shown)]).toEqual([])
    },
    stop: listener.stop,
  }
}

/** Signatures and tokens, which are other ones in every request. */
export function listSent<Query extends StatusQuery>(
  provider: ProviderUnderTest<Query>,
  request: Sent,
): string[] {
  const texts = provider.readSecrets?.(request) ?? []
  return texts.map((text) => text.replace(/^Bearer /, '')).filter((text) => text !== '')
}
