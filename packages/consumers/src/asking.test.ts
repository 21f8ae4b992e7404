import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comparable, type ExpectedTransaction } from './answers.ts'
import { conditions } from './packages.ts'
import { probe } from './probe.ts'
import { questions, startMock } from './questions.ts'
import { runtimesFor } from './runtimes.ts'

describe.each(questions)('a question to $provider', (question) => {
  const { provider, consumer, factory, credentials, query, body, expected } = question
  let mock: Awaited<ReturnType<typeof startMock>>
  beforeAll(async () => {
    mock = await startMock(provider)
  })
  afterAll(() => mock.close())

  describe.each(runtimesFor(consumer.manifest.engines?.node))('from Node $version', (runtime) => {
    it.each(conditions)('is answered as the page documents it, by %s', async (condition) => {
      const input = {
        specifier: consumer.manifest.name,
        factory,
        options: { ...credentials, baseUrl: mock.url },
        query,
      }
      const answer = await probe<ExpectedTransaction>(runtime, consumer.alone, condition, 'ask', input)
      const { raw, evidence, warnings, ...transaction } = answer
      expect(comparable({ ...transaction, warnings })).toEqual(comparable(expected))
      expect(raw).toEqual(JSON.parse(body))
      expect(evidence).toMatchObject({ httpStatus: 200, attempts: 1 })
    })
  })
})
