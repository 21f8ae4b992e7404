import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isCekStatusError, type StatusQuery } from '@cekstatus/core'
import { createMockServer, type MockServer } from '@cekstatus/mocks'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { askFixture } from '../../demo/ask-fixture.ts'
import { type Contract, frozenNow } from '../contract-types.ts'
import { loadContracts } from '../load-contracts.ts'
import { documentDirectory, documentFileName } from './document-file.ts'
import type { Json, JsonObject } from './json.ts'
import { type Prism, readViolation, startPrism } from './start-prism.ts'
import { type Passing, type Relay, startRelay } from './start-relay.ts'

const contracts = await loadContracts()
/** Prism loads more than a hundred packages, which takes its time beside other tests. */
const hookTimeoutMs = 150_000

/** One operation as far as these tests break it. */
interface DocumentedOperation {
  path: string
  /** Headers that a request must have, in lower case. */
  headers: string[]
  bodyFields: string[]
  /** Fields that an answer must have. */
  answerFields: string[]
}

interface Sent {
  url: string
  method: string
  headers: Record<string, string>
  body: string | null
}

describe.each(contracts)('Prism between the client and the mock of $provider', (contract) => {
  const { mock, provider } = contract
  const documentPath = join(documentDirectory, documentFileName(provider))
  const operations = readOperations(documentPath)
  const violations: string[] = []
  const sent: Sent[] = []
  let server: MockServer
  let relay: Relay
  let prism: Prism

  beforeAll(async () => {
    server = await createMockServer({ provider, now: frozenNow })
    relay = await startRelay(server.url)
    prism = await startPrism(['proxy', documentPath, relay.url, '--errors'])
    const send = fetch
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      const request = new Request(url, init)
      const { method, headers } = request
      const response = await send(url, init)
      if (!url.startsWith(prism.url)) return response
      sent.push({
        url,
        method,
        headers: Object.fromEntries(headers),
        body: (init?.body as string | null) ?? null,
      })
      const violation = await readViolation(response)
      if (violation !== null) violations.push(`${method} ${url}: ${violation}`)
      return response
    })
  }, hookTimeoutMs)
  afterAll(async () => {
    vi.unstubAllGlobals()
    await prism?.close()
    await relay?.close()
    await server?.close()
  })

  const ask = async (query: StatusQuery): Promise<void> => {
    const client = contract.createClient({
      baseUrl: prism.url,
      now: frozenNow,
      retry: false,
      rateLimiter: false,
    })
    const outcome = await client.getTransactionStatus(query).catch((error: unknown) => error)
    if (outcome instanceof Error && !isCekStatusError(outcome)) throw outcome
  }

  /** Asks for the page's own order and returns what Prism had against it. */
  const askDamaged = async (path: string, change: (answer: Passing) => Passing): Promise<string[]> => {
    relay.damage = { path, change }
    await ask(documentedQuery(contract, path))
    relay.damage = null
    return violations.splice(0)
  }

  it.each(mock.fixtures)('finds nothing against the answer "$case"', async (fixture) => {
    const before = relay.requests
    const { difference } = await askFixture(contract, fixture, prism.url)
    expect(violations.splice(0)).toEqual([])
    expect(difference).toBe(null)
    expect(relay.requests).toBeGreaterThan(before)
  })

  it('finds nothing against any reference of the catalogue', async () => {
    const before = relay.requests
    for (const { field, reference, kind } of mock.references) {
      await ask({ [field]: reference, ...(kind === undefined ? {} : { kind }) })
    }
    expect(violations.splice(0)).toEqual([])
    expect(relay.requests - before).toBeGreaterThanOrEqual(mock.references.length)
  })

  describe.each(operations)('$path', ({ path, headers, bodyFields, answerFields }) => {
    const pathOfLast = (): string => new URL(lastRequest().url).pathname

    const lastRequest = (): Sent => {
      const found = sent.findLast(({ url }) => matches(path, new URL(url).pathname))
      if (found === undefined) throw new Error(`nothing was sent to ${path}`)
      return found
    }

    /** Sends a request once more, changed. */
    const sendChanged = async (change: (request: Sent) => Sent): Promise<string | null> => {
      await ask(documentedQuery(contract, path))
      expect(violations.splice(0)).toEqual([])
      const { url, ...request } = change(lastRequest())
      const before = relay.requests
      const violation = await readViolation(await fetch(url, request))
      expect(relay.requests).toBe(before)
      violations.splice(0)
      return violation
    }

    it.each(answerFields)('an answer without %s is found', async (field) => {
      await ask(documentedQuery(contract, path))
      const found = await askDamaged(
        pathOfLast(),
        changeBody(({ [field]: _left, ...rest }) => rest),
      )
      expect(found).toHaveLength(1)
      expect(found[0]).toContain('prism/errors#VIOLATIONS')
    })

    it.each(answerFields)('an answer with another type of %s is found', async (field) => {
      await ask(documentedQuery(contract, path))
      const found = await askDamaged(
        pathOfLast(),
        changeBody((body) => ({ ...body, [field]: [true] })),
      )
      expect(found).toHaveLength(1)
      expect(found[0]).toContain('prism/errors#VIOLATIONS')
    })

    it('an answer with an HTTP status that no page names is found', async () => {
      await ask(documentedQuery(contract, path))
      const found = await askDamaged(pathOfLast(), (answer) => ({ ...answer, status: 299 }))
      expect(found).toHaveLength(1)
      expect(found[0]).toContain('prism/errors#VIOLATIONS')
    })

    it.each(headers)('a request without the header %s is found and not passed on', async (header) => {
      const violation = await sendChanged(({ headers: { [header]: _left, ...rest }, ...request }) => ({
        ...request,
        headers: rest,
      }))
      expect(violation).toMatch(/^4(01|22) .*prism\/errors#(UNAUTHORIZED|UNPROCESSABLE_ENTITY)/)
    })

    it.each(bodyFields)('a request without %s in its body is found and not passed on', async (field) => {
      const violation = await sendChanged((request) => {
        const { [field]: _left, ...rest } = JSON.parse(request.body ?? '{}') as JsonObject
        return { ...request, body: JSON.stringify(rest) }
      })
      expect(violation).toMatch(/^422 .*prism\/errors#UNPROCESSABLE_ENTITY/)
    })
  })

  it('an answer with a field that nobody documents passes', async () => {
    await ask(documentedQuery(contract))
    const path = new URL(sent.at(-1)?.url ?? '').pathname
    expect(
      await askDamaged(
        path,
        changeBody((body) => ({ ...body, surprise: { inside: 1 } })),
      ),
    ).toEqual([])
  })

  it('a status word that is no text is found', async () => {
    await ask(documentedQuery(contract))
    const path = new URL(sent.at(-1)?.url ?? '').pathname
    const found = await askDamaged(path, (answer) => ({
      ...answer,
      body: JSON.stringify(replaceMember(JSON.parse(answer.body), mock.bodyFields.statusWord.split('.'), 7)),
    }))
    expect(found).toHaveLength(1)
    const howToTake =
      'the schema takes a status word that is absent or null, which is unknown, and else text only'
    expect(found[0], howToTake).toContain('must be string,null')
  })
})

/** The first order that the provider's page itself shows, preferably one that is queried by a call to this path. */
function documentedQuery({ mock, provider, request }: Contract, path?: string): StatusQuery {
  const documented = mock.fixtures.filter(
    ({ provenance, expected, default: first }) =>
      provenance.kind === 'documented' && 'transaction' in expected && first !== false,
  )
  const reaches = ({ ask }: (typeof documented)[number]): boolean =>
    path !== undefined && matches(path, String(request(ask.query, mock.credentials).path))
  const fixture = documented.find(reaches) ?? documented[0]
  if (fixture === undefined) throw new Error(`${provider} has no documented answer`)
  return fixture.ask.query
}

function changeBody(change: (body: JsonObject) => JsonObject): (answer: Passing) => Passing {
  return (answer) => ({ ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as JsonObject)) })
}

function replaceMember(body: Json, [name, ...rest]: readonly string[], value: Json): Json {
  if (name === undefined) return value
  const object = body as JsonObject
  return { ...object, [name]: replaceMember(object[name] ?? null, rest, value) }
}

function matches(template: string, path: string): boolean {
  return new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path)
}

interface Document {
  paths: Record<string, Record<string, DocumentOperation>>
  components: {
    schemas: Record<string, { required?: string[] }>
    securitySchemes: Record<string, { type: string; name?: string }>
  }
}

interface DocumentOperation {
  parameters?: { in: string; name: string; required: boolean }[]
  security: Record<string, unknown>[]
  requestBody?: { content: Record<string, { schema: Reference }> }
  responses: Record<string, { content: Record<string, { schema: Reference & { anyOf?: Reference[] } }> }>
}

interface Reference {
  $ref: string
}

/** What the committed document, not the code that wrote it, demands of requests and answers. */
function readOperations(documentPath: string): DocumentedOperation[] {
  // A provider without one fails by itself, when Prism is started, and not with all others.
  if (!existsSync(documentPath)) return []
  const { paths, components } = JSON.parse(readFileSync(documentPath, 'utf8')) as Document
  const requiredOf = (reference: Reference | undefined): string[] =>
    components.schemas[reference?.$ref.split('/').at(-1) ?? '']?.required ?? []
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).map(({ parameters = [], security, requestBody, responses }) => {
      const answer = responses['200']?.content['application/json']?.schema
      const schemes = Object.keys(security[0] ?? {}).map((name) => components.securitySchemes[name])
      return {
        path,
        headers: [
          ...schemes.map((scheme) => scheme?.name ?? 'authorization'),
          ...parameters
            .filter(({ in: place, required }) => place === 'header' && required)
            .map(({ name }) => name),
        ].map((name) => name.toLowerCase()),
        bodyFields: requiredOf(requestBody?.content['application/json']?.schema),
        answerFields: requiredOf(answer?.anyOf?.[0] ?? answer),
      }
    }),
  )
}
