import { describe, expect, it } from 'vitest'
import { findEagerNodeModules, findForbiddenImports, readSources } from './import-rules.ts'

describe('import rules', () => {
  it('hold in the whole repository', () => {
    const sources = readSources()
    expect(sources.length).toBeGreaterThan(100)
    expect(findForbiddenImports(sources)).toEqual([])
  })

  it.each([
    ['packages/core/src/errors.ts', 'node:http'],
    ['packages/core/src/errors.ts', 'zod'],
    ['packages/core/src/errors.ts', '@cekstatus/paymenku'],
    ['packages/core/src/errors.ts', '../../paymenku/src/index.ts'],
    ['packages/paymenku/src/client.ts', '@cekstatus/smilepay'],
    ['packages/paymenku/src/client.ts', '@cekstatus/mocks/paymenku'],
    ['packages/paymenku/src/client.ts', '../../core/src/errors.ts'],
    ['packages/paymenku/src/client.ts', 'node:http'],
    ['packages/paymenku/src/client.ts', 'axios'],
    ['packages/paymenku/src/client.test.ts', '@cekstatus/mocks/smilepay'],
    ['packages/snap-bi/src/keys.ts', '@cekstatus/core'],
    ['packages/conformance/src/index.ts', '@cekstatus/mocks'],
    ['mocks/smilepay/verify-signature.ts', '@cekstatus/snap-bi'],
    ['mocks/smilepay/engine.ts', '../../packages/snap-bi/src/index.ts'],
    ['mocks/smilepay/engine.ts', '../apigames/engine.ts'],
    ['mocks/src/server.ts', '../paymenku/index.ts'],
    ['mocks/src/server.ts', 'msw'],
    ['mocks/src/server.ts', 'yaml'],
    ['packages/paymenku/src/client.test.ts', '@cekstatus/contracts'],
    ['packages/paymenku/src/client.ts', 'cekstatus'],
    ['packages/cli/src/program.ts', 'chalk'],
    ['packages/cli/src/program.ts', 'zod'],
    ['packages/cli/src/program.ts', '@cekstatus/conformance'],
    ['packages/cli/src/program.ts', '../../core/src/index.ts'],
  ])('forbid %s to import %s, in every form', (path, specifier) => {
    for (const text of [
      `import x from '${specifier}'`,
      `import type { X } from '${specifier}'`,
      `export * from '${specifier}'`,
      `await import('${specifier}')`,
      `const x = require('${specifier}')`,
    ]) {
      expect(findForbiddenImports([{ path, text }])).toEqual([`${path} imports ${specifier}`])
    }
  })
})

describe('a module of Node', () => {
  it('is loaded by no library while it is imported', () => {
    expect(findEagerNodeModules(readSources())).toEqual([])
  })

  it.each([
    "import { createHash } from 'node:crypto'",
    "import { type Hash } from 'crypto'",
    "export * from 'node:crypto'",
    "const crypto = await import('node:crypto')",
    "const crypto = require('node:crypto')",
  ])('is found in %s', (text) => {
    for (const path of ['packages/snap-bi/src/rsa.ts', 'packages/apigames/src/sign.ts'])
      expect(findEagerNodeModules([{ path, text }])).toHaveLength(1)
  })

  it.each([
    ['packages/snap-bi/src/rsa.ts', "import type { KeyObject } from 'node:crypto'"],
    ['packages/snap-bi/src/rsa.ts', "let crypto: typeof import('node:crypto') | undefined"],
    ['packages/snap-bi/src/rsa.test.ts', "import { createHash } from 'node:crypto'"],
    ['packages/cli/src/sign/sign.ts', "import { createHash } from 'node:crypto'"],
  ])('may be named by %s in %s', (path, text) => {
    expect(findEagerNodeModules([{ path, text }])).toEqual([])
  })
})
