import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SwaggerParser from '@apidevtools/swagger-parser'
import { describe, expect, it } from 'vitest'
import { loadContracts } from '../load-contracts.ts'
import { loadFolders } from '../load-folders.ts'
import type { Api } from './api.ts'
import { buildDocument } from './build-document.ts'
import { documentDirectory, documentFileName } from './document-file.ts'
import type { Json, JsonObject } from './json.ts'

const contracts = await loadContracts()
const apis = await loadFolders<Api>('openapi.ts', 'api')

describe.each(contracts)('the OpenAPI document of $provider', ({ provider, mock }) => {
  it('is what package and mock say (pnpm generate)', () => {
    const api = apis.get(provider)
    if (api === undefined) throw new Error(`contracts/${provider} has no openapi.ts`)
    const written = `${JSON.stringify(buildDocument(api, mock), null, 2)}\n`
    const path = join(documentDirectory, documentFileName(provider))
    if (process.env.GENERATE === '1') writeFileSync(path, written)
    expect(existsSync(path), `${path} is missing; run "pnpm generate"`).toBe(true)
    expect(readFileSync(path, 'utf8'), 'run "pnpm generate"').toBe(written)
  })

  it('shows every answer of the catalogue that a page shows or names, and no invented one', () => {
    const shown = new Map(
      readExamples(provider).map((example) => [`${example.status} ${example.name}`, example]),
    )
    for (const fixture of mock.fixtures) {
      const example = shown.get(`${fixture.response.status} ${fixture.case}`)
      const { kind, source } = fixture.provenance
      if (kind === 'hostile') expect(example).toBe(undefined)
      else {
        expect(example?.value).toEqual(JSON.parse(fixture.response.body.join('\n')))
        expect(example?.['x-cekstatus-provenance']).toEqual({ kind, page: source })
      }
    }
  })

  it('tells what every word of the status table means', () => {
    const words = apis
      .get(provider)
      ?.statusMap.map(({ providerStatus, status }) => `${providerStatus} ${status}`)
    const told = readAll<StatusMeaning[]>(readDocument(provider), 'x-cekstatus-status').flat()
    expect(new Set(told.map(({ word, status }) => `${word} ${status}`))).toEqual(new Set(words))
  })

  it('is accepted by the schema of OpenAPI 3.1 itself', async () => {
    const { openapi } = (await SwaggerParser.validate(
      join(documentDirectory, documentFileName(provider)),
    )) as {
      openapi: string
    }
    expect(openapi).toBe('3.1.1')
  })
})

it('there is a document for every provider, and no other', () => {
  const providers = contracts.map(({ provider }) => provider)
  expect([...apis.keys()]).toEqual(providers)
  expect(readdirSync(documentDirectory).sort()).toEqual(providers.map(documentFileName))
})

interface Example {
  status: string
  name: string
  value: Json
  'x-cekstatus-provenance': Json
}

interface StatusMeaning {
  word: string
  status: string
}

function readDocument(provider: string): JsonObject {
  return JSON.parse(readFileSync(join(documentDirectory, documentFileName(provider)), 'utf8')) as JsonObject
}

/** The examples of all answers in the committed document. */
function readExamples(provider: string): Example[] {
  return readAll<Record<string, JsonObject>>(readDocument(provider), 'responses').flatMap((responses) =>
    Object.entries(responses).flatMap(([status, response]) =>
      readAll<JsonObject>(response, 'examples')
        .filter((examples) => !Array.isArray(examples))
        .flatMap((examples) =>
          Object.entries(examples).map(([name, example]) => ({
            ...(example as unknown as Example),
            status,
            name,
          })),
        ),
    ),
  )
}

/** Every value that stands under a name, at any depth. */
function readAll<Value>(node: Json, name: string): Value[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    key === name ? [value as unknown as Value] : readAll<Value>(value, name),
  )
}
