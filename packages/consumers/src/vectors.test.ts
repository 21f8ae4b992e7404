import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Condition, conditions, libraries } from './packages.ts'
import { probe } from './probe.ts'
import { ownRuntime, type Runtime, runtimesFor } from './runtimes.ts'
import { type VectorFile, workOut } from './vectors.ts'

const published = libraries.filter(({ manifest }) => manifest.exports?.['./vectors.json'] !== undefined)

it('the signer and the providers that sign publish vectors', () => {
  expect(published.map(({ manifest }) => manifest.name)).toEqual(
    expect.arrayContaining([
      '@cekstatus/snap-bi',
      '@cekstatus/smilepay',
      '@cekstatus/apigames',
      '@cekstatus/digiflazz',
      '@cekstatus/duitku',
      '@cekstatus/midtrans',
    ]),
  )
})

describe.each(published)('the vectors of $manifest.name', ({ manifest, directory, alone }) => {
  const read = (runtime: Runtime, condition: Condition) =>
    probe<VectorFile>(runtime, alone, condition, 'readJson', { specifier: `${manifest.name}/vectors.json` })

  describe.each(runtimesFor(manifest.engines?.node))('on Node $version', (runtime) => {
    it.each(conditions)('come with the package, by %s, and follow from their inputs', async (condition) => {
      const { about, formula, vectors } = await read(runtime, condition)
      for (const text of [about, ...Object.values(formula)]) expect(text.length).toBeGreaterThan(20)
      const provable = vectors.filter(({ verifies }) => verifies)
      expect(provable.length).toBeGreaterThanOrEqual(6)
      for (const vector of provable) {
        const { signature, ...stages } = workOut(vector, formula)
        const { convention, hashedText, ...stated } = vector.intermediate ?? {}
        expect([vector.name, signature]).toEqual([vector.name, vector.expected?.value])
        expect([vector.name, stages]).toEqual([vector.name, expect.objectContaining(stated)])
        expect(Object.values(vector.commonMistakes ?? {})).not.toContain(signature)
      }
    })

    it.each(conditions)('say why the others do not follow, by %s', async (condition) => {
      const others = (await read(runtime, condition)).vectors.filter(({ verifies }) => !verifies)
      for (const { name, note = '' } of others) expect([name, note.length > 20]).toEqual([name, true])
    })
  })
  it.each(conditions)('have no field that the README leaves out, by %s', async (condition) => {
    const { vectors } = await read(ownRuntime, condition)
    const readme = readFileSync(join(directory, 'README.md'), 'utf8')
    const fields = new Set(vectors.flatMap((vector) => Object.keys(vector)))
    expect([...fields].filter((field) => !readme.includes(`\`${field}\``))).toEqual([])
  })
})
