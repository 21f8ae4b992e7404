import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { findForeignLicenses, findIdleExceptions, isFree, listDelivered, readLicenses } from './licenses.ts'
import { readLockFile } from './lock-file.ts'
import { listWorkspaces, readManifest, rootDirectory } from './repository.ts'

const output = execFileSync('pnpm', ['licenses', 'list', '--recursive', '--json'], {
  cwd: rootDirectory,
  encoding: 'utf8',
  shell: process.platform === 'win32',
  maxBuffer: 64 * 1024 * 1024,
})
const licenses = readLicenses(output)
const lock = readLockFile()
const published = listWorkspaces().filter((folder) => readManifest(folder).private !== true)

describe('licenses', () => {
  it('of tools are free, or were looked at', () => {
    expect(licenses.size).toBeGreaterThan(200)
    expect(findForeignLicenses(licenses)).toEqual([])
    expect(findIdleExceptions(licenses)).toEqual([])
  })

  it('of tools that nobody has looked at are found', () => {
    const added = new Map([...licenses, ['some-tool@1.0.0', 'AGPL-3.0-only'], ['other@2.0.0', 'Unknown']])
    expect(findForeignLicenses(added)).toEqual(['some-tool@1.0.0: AGPL-3.0-only', 'other@2.0.0: Unknown'])
  })

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND Apache-2.0', true],
    ['MIT AND GPL-3.0', false],
    ['MPL-2.0', false],
    ['', false],
    ['SEE LICENSE IN LICENSE', false],
  ])('%j is free: %s', (expression, free) => {
    expect(isFree(expression)).toBe(free)
  })

  it('of what builds take in are known', () => {
    expect(listDelivered('packages/cli', lock).map((name) => name.replace(/@[^@]+$/, ''))).toEqual([
      'commander',
      'csv-parse',
      'zod',
    ])
    expect(listDelivered('packages/paymenku', lock)).toEqual([expect.stringMatching(/^zod@4\./)])
    expect(listDelivered('mocks', lock)).toEqual([expect.stringMatching(/^yaml@2\./)])
    expect(listDelivered('packages/core', lock)).toEqual([])
  })

  it.each(published)('of everything that %s delivers are free, without exception', (folder) => {
    expect(readManifest(folder).license).toBe('MIT')
    const delivered = listDelivered(folder, lock).map((name) => [name, licenses.get(name) ?? 'not installed'])
    expect(delivered.filter(([, license]) => !isFree(license ?? ''))).toEqual([])
  })
})
