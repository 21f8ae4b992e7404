import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { replaceSection } from '../markdown.ts'
import { faultManifest } from './manifest.ts'
import { faultTableMarkdown } from './markdown.ts'

describe('the fault manifest', () => {
  it('names every fault once', () => {
    const names = faultManifest.flatMap(({ faults }) => faults.map(({ name }) => name))
    expect(names).toEqual([...new Set(names)])
  })

  it('is printed in the README (pnpm generate)', () => {
    const path = fileURLToPath(new URL('../../README.md', import.meta.url))
    const current = readFileSync(path, 'utf8')
    const wanted = replaceSection(current, 'faults', faultTableMarkdown())
    if (process.env.GENERATE === '1') writeFileSync(path, wanted)
    else expect(current).toBe(wanted)
  })
})
