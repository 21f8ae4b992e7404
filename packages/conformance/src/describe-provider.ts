import type { StatusQuery } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import type { ProviderUnderTest } from './provider-under-test.ts'
import { describeAnswers } from './suites/answers.ts'
import { describeBadInput } from './suites/bad-input.ts'
import { describeBoundaries } from './suites/boundaries.ts'
import { describeDescription } from './suites/description.ts'
import { describeErrorTable } from './suites/error-table.ts'
import { describeFaults } from './suites/faults.ts'
import { describeFuzzing } from './suites/fuzz.ts'
import { describeReadme } from './suites/readme.ts'
import { describeRequests } from './suites/requests.ts'
import { describeSecrecy } from './suites/secrecy.ts'
import { describeStatusTable } from './suites/status-table.ts'
import { describeWaiting } from './suites/waiting.ts'
import { findUnfilled } from './unfilled.ts'

/** The one suite that every provider package runs on its own data. */
export function describeProvider<Query extends StatusQuery>(given: ProviderUnderTest<Query>): void {
  const unfilled = findUnfilled(given.directory, `packages/${given.name}`)
  // What the suite would say of a provider that is not written yet is noise beside what is missing.
  if (unfilled.length > 0) {
    describeUnfilled(given.name, unfilled)
    return
  }
  const provider: ProviderUnderTest<Query> = {
    ...given,
    // What one request meets must be seen as it is; suites that are about the two turn them on.
    createClient: (options, credentials) =>
      given.createClient({ retry: false, rateLimiter: false, ...options }, credentials),
  }
  describe(`${provider.name} conformance`, () => {
    describeRequests(provider)
    describeAnswers(provider)
    describeStatusTable(provider)
    describeErrorTable(provider)
    describeFuzzing(provider)
    describeBoundaries(provider)
    describeFaults(provider)
    describeWaiting(provider)
    describeBadInput(provider)
    describeSecrecy(provider)
    describeDescription(provider)
    describeReadme(provider)
  })
}

function describeUnfilled(name: string, unfilled: readonly string[]): void {
  describe(`${name} is not filled yet`, () => {
    it.each(unfilled)('%s', (place) => expect.fail(`to be filled: ${place}`))
  })
}
