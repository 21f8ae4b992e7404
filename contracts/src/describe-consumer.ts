import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isCekStatusError } from '@cekstatus/core'
import { Pact } from '@pact-foundation/pact'
import { afterAll, describe, expect, it } from 'vitest'
import { type Contract, frozenNow, type Interaction, outcomes } from './contract-types.ts'
import { consumerName, mockName, pactDirectory, pactFileName } from './pact-file.ts'
import { responseBody } from './response-body.ts'

/**
 * Drives the real client against Pact's own mock server, one interaction each, and holds the pact it writes equal
 * to the committed one. pnpm generate commits it instead.
 */
export function describeConsumer(contract: Contract): void {
  describe(`what the ${contract.provider} client relies on`, () => {
    const directory = mkdtempSync(join(tmpdir(), 'cekstatus-pacts-'))
    afterAll(() => rmSync(directory, { recursive: true }))

    it('has an interaction or a declared exception for every outcome', () => {
      const covered = new Set<string>(contract.interactions.map(({ outcome }) => outcome))
      const excepted = new Set(contract.exceptions.map(({ outcome }) => outcome))
      expect(outcomes.filter((outcome) => covered.has(outcome) === excepted.has(outcome))).toEqual([])
      expect(contract.exceptions.filter(({ reason }) => reason.length < 20)).toEqual([])
    })

    it('has a title of its own for every interaction', () => {
      const titles = contract.interactions.map(({ title }) => title)
      expect(new Set(titles).size).toBe(titles.length)
    })

    it.each(contract.interactions)('$title', (interaction) =>
      runInteraction(contract, interaction, directory),
    )

    it('writes the committed pact', () => {
      const written = join(directory, pactFileName(contract))
      const committed = join(pactDirectory, pactFileName(contract))
      if (process.env.GENERATE === '1') copyFileSync(written, committed)
      expect(existsSync(committed)).toBe(true)
      expect(readFileSync(written, 'utf8')).toBe(readFileSync(committed, 'utf8'))
    })
  })
}

async function runInteraction(
  contract: Contract,
  interaction: Interaction,
  directory: string,
): Promise<void> {
  const { request, fixture, state } = interaction
  // A shared Pact object keeps its failures for later tests, so each interaction has its own.
  const pact = new Pact({
    consumer: consumerName,
    provider: mockName(contract),
    dir: directory,
    logLevel: 'error',
  })
  await pact
    .addInteraction()
    .given('scenario', state)
    .uponReceiving(interaction.title)
    .withRequest(request.method, request.path, (builder) => {
      if (request.query !== undefined) builder.query(request.query)
      if (request.headers !== undefined) builder.headers(request.headers)
      if (request.body !== undefined) builder.jsonBody(request.body)
    })
    .willRespondWith(fixture.response.status, (builder) => builder.jsonBody(responseBody(interaction)))
    .executeTest(async ({ url }) => {
      expect(await settle(ask(contract, interaction, url))).toMatchObject(interaction.expected)
    })
}

function ask(contract: Contract, interaction: Interaction, baseUrl: string): Promise<unknown> {
  if (interaction.ask !== undefined) return interaction.ask(baseUrl)
  const options = { baseUrl, now: frozenNow, ...contract.consumerOptions }
  return contract
    .createClient({ retry: false, rateLimiter: false, ...options }, interaction.variation)
    .getTransactionStatus(interaction.query)
}

async function settle(asking: Promise<unknown>) {
  try {
    return { answer: await asking }
  } catch (error) {
    if (!isCekStatusError(error)) throw error
    return { error: { code: error.code } }
  }
}
