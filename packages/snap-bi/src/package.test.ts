import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const sourceFolder = fileURLToPath(new URL('.', import.meta.url))
const files = globSync('*.ts', { cwd: sourceFolder }).filter((file) => !/^test-|\.test\.ts$/.test(file))

describe('the package stands on its own', () => {
  it.each(files)('%s imports nothing but node:crypto and its neighbours', (file) => {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8')
    const specifiers = [...text.matchAll(/(?:from|import) '([^']+)'/g)].map(([, specifier = '']) => specifier)
    const foreign = specifiers.filter(
      (specifier) => specifier !== 'node:crypto' && !specifier.startsWith('./'),
    )
    expect(foreign).toEqual([])
  })

  it('has no dependencies', () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(manifest).not.toHaveProperty('dependencies')
    expect(manifest).not.toHaveProperty('peerDependencies')
  })
})
