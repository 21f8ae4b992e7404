import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { loadContracts } from '../load-contracts.ts'
import { documentDirectory, documentFileName } from './document-file.ts'
import type { JsonObject } from './json.ts'

const redoclyPath = join(
  dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')),
  'bin/cli.js',
)
const configPath = fileURLToPath(new URL('../../redocly.yaml', import.meta.url))

const providers = (await loadContracts()).map(({ provider }) => provider)
const directory = mkdtempSync(join(tmpdir(), 'cekstatus-openapi-'))
afterAll(() => rmSync(directory, { recursive: true }))

interface Report {
  totals: { errors: number; warnings: number; ignored: number }
  problems: readonly { ruleId: string; message: string }[]
}

/** What Redocly says of one document. Its exit code says the same as the report, so it is not looked at. */
function lint(path: string): Report {
  const options = ['lint', path, '--config', configPath, '--lint-config', 'error', '--format', 'json']
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  let output = ''
  try {
    output = execFileSync(process.execPath, [redoclyPath, ...options], {
      encoding: 'utf8',
      env,
      stdio: 'pipe',
    })
  } catch (error) {
    output = String((error as { stdout?: unknown }).stdout)
  }
  const report = output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)
  return JSON.parse(report) as Report
}

function lintChanged(provider: string, change: (text: string) => string): string[] {
  const text = readFileSync(join(documentDirectory, documentFileName(provider)), 'utf8')
  const changed = change(text)
  if (changed === text) throw new Error(`nothing was changed in the document of ${provider}`)
  const path = join(directory, documentFileName(provider))
  writeFileSync(path, changed)
  return lint(path).problems.map(({ ruleId }) => ruleId)
}

describe('Redocly', () => {
  it('has the recommended rules, and none that is turned off', () => {
    const config = readFileSync(configPath, 'utf8')
    expect(config).toContain('- recommended-strict')
    expect(config).not.toMatch(/: (off|warn)\b/)
  })

  it.each(providers)('has nothing against the document of %s', (provider) => {
    expect(lint(join(documentDirectory, documentFileName(provider)))).toMatchObject({
      totals: { errors: 0, warnings: 0, ignored: 0 },
      problems: [],
    })
  })

  it('finds an example that is not what its schema says', () => {
    const found = lintChanged('paymenku', (text) => text.replace('"is_sandbox": false', '"is_sandbox": "no"'))
    expect(found).toEqual(['no-invalid-media-type-examples'])
  })

  it('finds a schema that nobody describes', () => {
    const found = lintChanged('paymenku', (text) => text.replace('schemas/ErrorResponse', 'schemas/Refusal'))
    expect(found).toContain('no-unresolved-refs')
  })

  it('finds a parameter of the path that is not described', () => {
    const found = lintChanged('sekalipay', (text) => text.replace('"name": "ref_id"', '"name": "reference"'))
    expect(found).toEqual(['path-parameters-defined', 'path-parameters-defined'])
  })

  it('finds a document without its licence', () => {
    const found = lintChanged('smilepay', (text) => {
      const { info, ...document } = JSON.parse(text) as JsonObject & { info: JsonObject }
      const { license: _license, ...rest } = info
      return JSON.stringify({ ...document, info: rest })
    })
    expect(found).toEqual(['info-license'])
  })
})
