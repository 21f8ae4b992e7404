import type { MockProvider } from '@cekstatus/mocks'
import { answersOf } from './answers.ts'
import type { Api, Operation } from './api.ts'
import { describeRequest, methodOf } from './describe-request.ts'
import { describeBodies, describeResponses } from './describe-responses.ts'
import type { JsonObject } from './json.ts'

/** Version of these documents; the provider's own version is in its paths. */
const documentVersion = '1.0.0'

/** One provider's OpenAPI document. @throws Error where its parts contradict each other */
export function buildDocument(api: Api, mock: MockProvider): JsonObject {
  const operations = api.operations.map((operation) => ({
    operation,
    answers: operation.answers?.(mock) ?? answersOf(mock, api.capabilities),
  }))
  return {
    openapi: '3.1.1',
    info: describeInfo(api),
    externalDocs: { url: api.documentation, description: `${api.description.title}’s own documentation` },
    servers: describeServers(api, mock),
    tags: describeTags(api),
    paths: Object.fromEntries(
      operations.map(({ operation, answers }) => [
        operation.path,
        {
          [methodOf(api, operation, mock)]: {
            operationId: operation.operationId,
            tags: [operation.tag],
            summary: operation.summary,
            description: operation.description,
            externalDocs: { url: operation.page, description: 'The provider’s page of this call' },
            security: operation.security.map((schemes) =>
              Object.fromEntries(schemes.map((name) => [name, []])),
            ),
            ...describeRequest(api, operation, mock),
            responses: describeResponses(api, operation, answers),
            ...(api.capabilities.repeatable ? {} : { 'x-cekstatus-repeatable': false }),
          },
        },
      ]),
    ),
    components: {
      securitySchemes: { ...api.securitySchemes },
      schemas: Object.assign(
        {},
        ...operations.map(({ operation, answers }) => ({
          ...(operation.body === undefined ? {} : { [operation.body.name]: operation.body.schema }),
          ...describeBodies(api, operation, answers),
        })),
      ) as JsonObject,
    },
  }
}

function describeInfo(api: Api): JsonObject {
  const { title } = api.description
  return {
    title: `${title}: transaction status (unofficial)`,
    version: documentVersion,
    summary: api.summary,
    description: [
      `Unofficial and not affiliated with ${title}. This document says what cekstatus reads and what the pages below document. It is no promise by the provider, and nothing in it was tried against the real service.`,
      ...api.notes,
      rateLimitOf(api),
      'Requests are described strictly, answers as cekstatus accepts them. A field with `const` or `enum` is closed: anything else in it makes the answer unusable. All else is open: what is not `required` may be absent, every object may carry more fields, and a field without a type may hold anything.',
      'Each example says in `x-cekstatus-provenance` whether a page shows it (`documented`) or only names the case (`inferred`), and in `x-cekstatus-expected` what cekstatus makes of it.',
      `Pages:\n\n${pagesOf(api)
        .map((page) => `- <${page}>`)
        .join('\n')}`,
    ]
      .filter((paragraph) => paragraph !== '')
      .join('\n\n'),
    license: { name: 'MIT (this document)', identifier: 'MIT' },
    contact: { name: 'cekstatus', url: 'https://github.com/cekstatus/cekstatus' },
  }
}

function rateLimitOf({ capabilities: { rateLimit } }: Api): string {
  if (rateLimit === null) return 'No page names a rate limit of this call.'
  return `cekstatus makes at most ${rateLimit.calls} calls in any ${rateLimit.windowMs / 1000} seconds, because of what the pages say about limits.`
}

function pagesOf({ operations, statusMap }: Api): string[] {
  const sources = [
    ...operations.map(({ page }) => page),
    ...statusMap.map(({ source }) => source),
    ...operations.flatMap(({ errorMap }) => errorMap.map(({ source }) => source)),
  ]
  return [...new Set(sources)]
}

function describeServers({ capabilities: { origins } }: Api, mock: MockProvider): JsonObject[] {
  const shared = origins.production === origins.sandbox
  return [
    ...(origins.production === null
      ? []
      : [{ url: origins.production, description: shared ? 'Production and sandbox' : 'Production' }]),
    ...(origins.sandbox === null || shared ? [] : [{ url: origins.sandbox, description: 'Sandbox' }]),
    {
      url: `http://127.0.0.1:${mock.port}`,
      description: 'The mock of this project: `npx --yes pnpm@12 mocks` in a clone',
    },
  ]
}

function describeTags({ operations }: Api): JsonObject[] {
  const descriptions = new Map(operations.map(({ tag, summary }: Operation) => [tag, summary]))
  return [...descriptions].map(([name, description]) => ({ name, description }))
}
