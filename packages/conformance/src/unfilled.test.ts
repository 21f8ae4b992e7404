import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findUnfilled } from './unfilled.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function findIn(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'cekstatus-unfilled-'))
  folders.push(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return findUnfilled(folder, 'packages/acme')
}

describe('findUnfilled', () => {
  it('finds a mark in a comment, in a call, in JSON and in prose, and says where and what', () => {
    const found = findIn({
      'src/status.ts': '// unfilled: every word\nexport const a = 1\n',
      'src/request.ts': "return unfilled('packages/acme/src/request.ts: the address', { a })\n",
      'src/long.test.ts': "unfilled(\n  'packages/acme/src/long.test.ts: the traps',\n  1)\n",
      'fixtures/success.json': '{ "note": "unfilled: the sample" }',
      'README.md': 'unfilled: the pages\n',
    })
    expect(found).toEqual([
      'packages/acme/README.md: the pages',
      'packages/acme/fixtures/success.json: the sample',
      'packages/acme/src/long.test.ts: the traps',
      'packages/acme/src/request.ts: the address',
      'packages/acme/src/status.ts: every word',
    ])
  })

  it('takes neither the import of the placeholder nor what tools left for a mark', () => {
    const text = "import { unfilled } from './unfilled.ts'\n"
    expect(
      findIn({ 'src/a.ts': text, 'node_modules/x/a.md': 'unfilled: x', 'dist/a.js': 'unfilled: x' }),
    ).toEqual([])
  })

  it('wants the placeholder gone once nothing calls it', () => {
    const placeholder = "throw new Error('unfilled: ' + what)"
    expect(findIn({ 'src/unfilled.ts': placeholder })).toEqual([
      'packages/acme/src/unfilled.ts: nothing calls it any more; delete it',
    ])
    expect(findIn({ 'src/unfilled.ts': placeholder, 'src/a.ts': '// unfilled: a' })).toHaveLength(1)
  })

  it('finds nothing in a folder that is not there', () => {
    expect(findUnfilled(join(tmpdir(), 'cekstatus-nowhere'), 'mocks/acme')).toEqual([])
  })
})
