import { describe, expect, it } from 'vitest'
import { conditions } from './packages.ts'
import { probe } from './probe.ts'
import { questions } from './questions.ts'
import { ownRuntime, runtimesFor } from './runtimes.ts'

describe.each(questions)('the schemas of $provider', ({ consumer, body }) => {
  const specifier = `${consumer.manifest.name}/schemas`

  describe.each(runtimesFor(consumer.manifest.engines?.node))('on Node $version', (runtime) => {
    it.each(conditions)(
      "read the documented answer with the consumer's own zod, by %s",
      async (condition) => {
        const input = { specifier, answer: JSON.parse(body) as unknown }
        const schemas = await probe<object[]>(runtime, consumer.withPeers, condition, 'read', input)
        expect(schemas).toContainEqual({
          refusesAnEmptyObject: true,
          extendedAccepts: true,
          extendedRefuses: true,
        })
      },
    )
  })

  it.each(conditions)('bring no zod of their own to %s', async (condition) => {
    const loading = probe(ownRuntime, consumer.alone, condition, 'load', { specifiers: [specifier] })
    await expect(loading).rejects.toThrow(/Cannot find (module|package) 'zod/)
  })
})
