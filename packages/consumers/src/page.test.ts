import { describe, expect, it } from 'vitest'
import { conditions, packages } from './packages.ts'
import { probe } from './probe.ts'
import { runtimesFor } from './runtimes.ts'

const mocks = packages.filter(({ manifest }) => manifest.name === '@cekstatus/mocks')

describe.each(mocks)('the page of $manifest.name', ({ alone, manifest }) => {
  const runtimes = runtimesFor(manifest.engines?.node)
  describe.each(runtimes)('on Node $version', (runtime) => {
    it.each(conditions)('is served whole to who loads the mocks by %s', async (condition) => {
      const input = { specifier: manifest.name }
      const statuses = await probe<Record<string, number>>(runtime, alone, condition, 'visit', input)
      expect(Object.keys(statuses)).toContain('/page/main.js')
      expect(Object.entries(statuses).filter(([, status]) => status !== 200)).toEqual([])
    })
  })
})
