import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMocks, type Mocks } from '../mocks.ts'

let mocks: Mocks<'paymenku'>
beforeAll(async () => {
  mocks = await createMocks({ providers: ['paymenku'] })
})
afterAll(() => mocks.close())

const get = (path: string): Promise<Response> => fetch(`${mocks.control?.url}${path}`)

describe('GET / of control', () => {
  it('serves the page, which may load its own files only', async () => {
    for (const path of ['/', '/page/main.js', '/page/page.css', '/page/icon.svg']) {
      const response = await get(path)
      expect([path, response.status]).toEqual([path, 200])
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self';")
    }
  })

  it('serves the page by its own paths and by GET only', async () => {
    expect((await get('/page/')).status).toBe(404)
    expect((await get('/page/%2e%2e/index.ts')).status).toBe(404)
    expect((await fetch(`${mocks.control?.url}/`, { method: 'POST' })).status).toBe(404)
  })

  it('has a picture of at most 300 kB in the README', () => {
    const picture = readFileSync(new URL('../../docs/page.png', import.meta.url))
    expect(picture.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1280, 900])
    expect(picture.length).toBeLessThan(300_000)
    expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toContain('](docs/page.png)')
  })
})
