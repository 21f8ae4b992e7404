import type { HttpRequest } from '@cekstatus/core'
import type { MockProvider } from '@cekstatus/mocks'
import { frozenNow } from '../contract-types.ts'
import type { Api, Operation, Parameter } from './api.ts'
import type { Json, JsonObject } from './json.ts'

/** OpenAPI has places of its own for these, so they are no parameters. */
const ownPlaces = new Set(['accept', 'content-type', 'authorization'])

/**
 * Parameters and body of an operation, with the values that the real client sends.
 * @throws Error for a path, parameter, header or field that the client sends and the operation does not name
 */
export function describeRequest(api: Api, operation: Operation, mock: MockProvider): JsonObject {
  const request = buildRequest(api, operation, mock)
  const sent = readSent(api, operation, request)
  const parameters = operation.parameters.map(({ name, in: place, required, description, schema }) => ({
    name,
    in: place,
    required,
    description,
    schema,
    ...(sent.has(keyOf(place, name)) ? { example: sent.get(keyOf(place, name)) as Json } : {}),
  }))
  return {
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(operation.body === undefined ? {} : { requestBody: describeRequestBody(operation.body, request) }),
  }
}

export function methodOf(api: Api, operation: Operation, mock: MockProvider): string {
  return buildRequest(api, operation, mock).method.toLowerCase()
}

function buildRequest(api: Api, { purpose, query }: Operation, mock: MockProvider): HttpRequest {
  const explained = api.description
    .explainRequests(query as never, mock.credentials as never, {
      now: frozenNow,
      createExternalId: () => '10000000000000000000000000000001',
    })
    .find((candidate) => candidate.purpose === purpose)
  if (explained === undefined) throw new Error(`${mock.name} explains no request for "${purpose}"`)
  return explained.request
}

const keyOf = (place: Parameter['in'], name: string): string =>
  `${place} ${place === 'header' ? name.toLowerCase() : name}`

/** What the client sends by place and name; checks that the operation names all of it. */
function readSent(
  { securitySchemes }: Api,
  { path, parameters, security }: Operation,
  { url, headers }: HttpRequest,
): Map<string, string> {
  const { pathname, searchParams } = new URL(url)
  const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
  const inPath = pattern.exec(pathname)
  if (inPath === null) throw new Error(`the client asks ${pathname}, which is not ${path}`)
  const sent = new Map([
    ...Object.entries(inPath.groups ?? {}).map(([name, value]) => [
      keyOf('path', name),
      decodeURIComponent(value),
    ]),
    ...[...searchParams].map(([name, value]) => [keyOf('query', name), value]),
    ...Object.entries(headers)
      .filter(([name]) => !ownPlaces.has(name.toLowerCase()))
      .map(([name, value]) => [keyOf('header', name), value]),
  ] as [string, string][])
  const named = new Set([
    ...parameters.map(({ in: place, name }) => keyOf(place, name)),
    ...security.flat().map((scheme) => keyOf('header', String(securitySchemes[scheme]?.name ?? ''))),
  ])
  const unnamed = [...sent.keys()].filter((key) => !named.has(key))
  if (unnamed.length > 0) throw new Error(`${path} does not name what the client sends: ${unnamed}`)
  return sent
}

function describeRequestBody(
  { name, schema }: NonNullable<Operation['body']>,
  { body }: HttpRequest,
): JsonObject {
  const example = JSON.parse(body ?? '{}') as JsonObject
  const named = (schema.properties ?? {}) as JsonObject
  const unnamed = Object.keys(example).filter((field) => !(field in named))
  if (unnamed.length > 0) throw new Error(`${name} does not name what the client sends: ${unnamed}`)
  return {
    required: true,
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` }, example } },
  }
}
