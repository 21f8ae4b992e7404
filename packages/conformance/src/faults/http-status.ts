import { type Fault, type FaultScript, invalid, success, unavailable } from './fault.ts'
import { firstHalf } from './wire.ts'

const json = { 'content-type': 'application/json' }
const html = { 'content-type': 'text/html' }
const oversized = `"${'x'.repeat(2 * 1024 * 1024)}"`

/** What proxies, firewalls and login pages put in the place of an answer. It may say anything, also what was asked. */
const page: (status: number) => FaultScript = (status) => (material) => ({
  status,
  headers: html,
  body: `<html><body>Sorry: ${material.echo}</body></html>`,
})

const fixed =
  (status: number, body: string, headers: Record<string, string> = json): FaultScript =>
  () => ({ status, headers, body })

const answering =
  (status: number, headers: Record<string, string> = json): FaultScript =>
  (material) => ({ status, headers, body: material.success })

/** Bodies that are no answer, neither of a call that worked nor of one that was refused. */
const unusable = [200, 404].flatMap((status): Fault[] => [
  {
    name: `HTTP ${status} with HTML`,
    meets: page(status),
    demands: [
      {
        ...invalid(status),
        contentType: 'text/html',
        ...(status === 404 ? { hintNames: 'baseUrl' as const } : {}),
      },
    ],
  },
  { name: `HTTP ${status} with an empty body`, meets: fixed(status, ''), demands: [invalid(status)] },
  {
    name: `HTTP ${status} with cut JSON`,
    meets: (material) => ({ status, headers: json, body: material.success.slice(0, -10) }),
    demands: [{ ...invalid(status), contentType: 'application/json' }],
  },
  { name: `HTTP ${status} with 2 MiB`, meets: fixed(status, oversized), demands: [invalid(status)] },
  {
    name: `HTTP ${status} with plain text`,
    meets: fixed(status, 'OK', { 'content-type': 'text/plain' }),
    demands: [invalid(status)],
  },
  { name: `HTTP ${status} with a JSON text`, meets: fixed(status, '"success"'), demands: [invalid(status)] },
  { name: `HTTP ${status} with a JSON array`, meets: fixed(status, '[]'), demands: [invalid(status)] },
  { name: `HTTP ${status} with JSON null`, meets: fixed(status, 'null'), demands: [invalid(status)] },
])

const redirects = [301, 302, 303, 307, 308].map(
  (status): Fault => ({
    name: `HTTP ${status} to another origin`,
    meets: ({ success: body, elsewhereUrl, echo }) => ({
      status,
      headers: { location: `${elsewhereUrl}/x?${encodeURIComponent(echo)}`, ...json },
      body,
    }),
    demands: [{ ...invalid(status), hintNames: 'baseUrl' }],
    because: 'the other origin is never asked, and the body is not read',
  }),
)

/** The clock of the calls stands at 2026-01-26T03:00:00Z. */
const delays = [
  { header: 'without Retry-After', headers: {}, retryAfterMs: 'as documented' as const },
  { header: 'with Retry-After in seconds', headers: { 'retry-after': '7' }, retryAfterMs: 7000 },
  {
    header: 'with Retry-After as a date',
    headers: { 'retry-after': 'Mon, 26 Jan 2026 03:00:30 GMT' },
    retryAfterMs: 30_000,
  },
  {
    header: 'with Retry-After in the past',
    headers: { 'retry-after': 'Mon, 26 Jan 2026 02:59:00 GMT' },
    retryAfterMs: 0,
  },
  {
    header: 'with Retry-After of an hour',
    headers: { 'retry-after': '3600' },
    retryAfterMs: 3_600_000,
  },
  {
    header: 'with Retry-After that is neither',
    headers: { 'retry-after': '-5 minutes' },
    retryAfterMs: 'as documented' as const,
  },
]

const limits: readonly Fault[] = [
  ...delays.map(
    ({ header, headers, retryAfterMs }): Fault => ({
      name: `HTTP 429 ${header}`,
      meets: fixed(429, '{}', { ...json, ...headers }),
      demands: [{ code: 'RATE_LIMITED', httpStatus: 429, retryAfterMs }],
      ...(retryAfterMs === 'as documented'
        ? { because: "the delay is the one of the provider's own refusal, or unknown" }
        : {}),
    }),
  ),
  { name: 'HTTP 429 with HTML', meets: page(429), demands: [{ code: 'RATE_LIMITED', httpStatus: 429 }] },
]

/** The access token that an inquiry carries is no longer good. */
const tokens: readonly Fault[] = [
  {
    name: 'HTTP 401, and then the answer',
    meets: ({ tokenRefusal }) => tokenRefusal,
    demands: [{ code: 'AUTHENTICATION', httpStatus: 401, attempts: 1 }],
    demandsOfToken: [{ ...success, attempts: 2 }],
    because: 'a refused credential is refused again; only a token can be renewed, and once',
  },
  {
    name: 'HTTP 401, and again',
    meets: ({ tokenRefusal }) => tokenRefusal,
    strikes: 3,
    demands: [{ code: 'AUTHENTICATION', httpStatus: 401, attempts: 1 }],
    demandsOfToken: [{ code: 'AUTHENTICATION', httpStatus: 401, attempts: 2 }],
  },
]

/** The HTTP status and the body do not go together, or there is no body. */
export const httpStatusFaults: readonly Fault[] = [
  ...unusable,
  { name: 'HTTP 204', meets: fixed(204, '', {}), demands: [invalid(204)] },
  { name: 'HTTP 304', meets: fixed(304, '', {}), demands: [invalid(304)] },
  ...redirects,
  ...limits,
  ...tokens,
  {
    name: 'HTTP 503 with Retry-After in seconds',
    meets: fixed(503, '', { 'retry-after': '7' }),
    demands: [{ ...unavailable(503), retryAfterMs: 7000 }],
  },
  {
    name: 'HTTP 206 with half of the answer',
    meets: ({ success: body }) => ({ status: 206, headers: json, body: firstHalf(body) }),
    demands: [invalid(206)],
  },
  { name: 'HTTP 521 with HTML', meets: page(521), demands: [unavailable(521)] },
  { name: 'HTTP 202 with the success answer', meets: answering(202), demands: [success] },
  { name: 'HTTP 401 with HTML', meets: page(401), demands: [invalid(401)] },
  { name: 'HTTP 403 with HTML', meets: page(403), demands: [invalid(403)] },
  {
    name: 'HTTP 401 with the success answer',
    meets: answering(401),
    demands: [{ code: 'AUTHENTICATION', httpStatus: 401 }],
  },
  {
    name: 'HTTP 404 with the success answer',
    meets: answering(404),
    demands: [{ code: 'REJECTED', httpStatus: 404 }],
    because: "it is not the provider's own form of saying that it does not know the reference",
  },
  { name: 'HTTP 500 with the success answer', meets: answering(500), demands: [unavailable(500)] },
  { name: 'HTTP 500 with an empty body', meets: fixed(500, ''), demands: [unavailable(500)] },
  { name: 'HTTP 500 with cut JSON', meets: fixed(500, '{'), demands: [unavailable(500)] },
  { name: 'HTTP 500 with 2 MiB', meets: fixed(500, oversized), demands: [unavailable(500)] },
  {
    name: 'HTTP 502 with HTML',
    meets: page(502),
    demands: [{ ...unavailable(502), contentType: 'text/html' }],
  },
  {
    name: 'HTTP 200 with a content type that echoes the request',
    meets: ({ echo }) => ({ status: 200, headers: { 'content-type': `text/html; a="${echo}"` }, body: '' }),
    demands: [invalid()],
  },
]
