import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMocks, type Mocks } from '../mocks.ts'

let mocks: Mocks<'paymenku'>
beforeAll(async () => {
  mocks = await createMocks({ providers: ['paymenku'] })
})
afterAll(() => mocks.close())

const get = (path: string): Promise<Response> => fetch(`${mocks.control?.url}${path}`)

/** What a file loads by a path of its own. */
const loaded = (text: string): string[] =>
  [...text.matchAll(/(?:src|href)="(\/[^"]+)"|from '\.\/([^']+)'/g)].map(
    ([, path, module]) => path ?? `/page/${module}`,
  )

describe('the page', () => {
  it('is served with everything that it loads, and allows nothing else', async () => {
    const seen = new Set<string>(['/'])
    for (const path of seen) {
      const response = await get(path)
      expect([path, response.status]).toEqual([path, 200])
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self';")
      for (const next of loaded(await response.text())) seen.add(next)
    }
    expect(seen.size).toBeGreaterThan(15)
  })

  it('is served to nobody who asks otherwise', async () => {
    expect((await get('/page/')).status).toBe(404)
    expect((await get('/page/%2e%2e/page-files.ts')).status).toBe(404)
    expect((await fetch(`${mocks.control?.url}/`, { method: 'POST' })).status).toBe(404)
  })

  it('has a picture in the README, of a size that a README can bear', () => {
    const picture = readFileSync(new URL('../../docs/page.png', import.meta.url))
    expect(picture.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1280, 900])
    expect(picture.length).toBeLessThan(300_000)
    expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toContain('](docs/page.png)')
  })
})
