import { mockSource } from '../answers.ts'
import { findNumberPath, removeMember, replaceValue } from '../json-text.ts'
import type { BodyFields, MockAnswer, Provenance } from '../types.ts'
import type { Fault } from './fault.ts'

/** How the bytes of an answer go over the wire. */
export interface Delivery {
  /** Waited before the first byte. */
  delayMs: number
  drip: { bytes: number; everyMs: number } | null
  /** The connection is reset after so many bytes of the body, or before the headers; null: it is not. */
  reset: 'before-headers' | { afterBytes: number } | null
}

export interface FaultedAnswer {
  answer: MockAnswer
  delivery: Delivery
}

export const plainDelivery: Delivery = { delayMs: 0, drip: null, reset: null }

function hostile(note: string): Provenance {
  return { kind: 'hostile', source: mockSource, note }
}

function gatewayPage(status: number, title: string): string {
  return [
    '<html>',
    `<head><title>${status} ${title}</title></head>`,
    '<body>',
    `<center><h1>${status} ${title}</h1></center>`,
    '<hr><center>nginx</center>',
    '</body>',
    '</html>',
    '',
  ].join('\r\n')
}

/** A gateway's page in place of an answer; no provider documents one. */
export function gatewayAnswer(
  status: number,
  title: string,
  because: string,
  headers: Record<string, string> = {},
): MockAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html', ...headers },
    body: gatewayPage(status, title),
    provenance: hostile(`A gateway's page with ${status}; no page of the provider documents it.`),
    because,
  }
}

function retryAfter(seconds: number | undefined, fallback: number): Record<string, string> {
  return {
    'retry-after': String(seconds ?? fallback),
  }
}

function cutBytes(body: string, bytes: number | undefined): string {
  const buffer = Buffer.from(body)
  return buffer.subarray(0, bytes ?? Math.floor(buffer.length / 2)).toString('utf8')
}

/** The answer after one fault; null where the fault finds nothing to change. */
function changeAnswer(answer: MockAnswer, fault: Fault, fields: BodyFields): MockAnswer | null {
  const withBody = (body: string | null): MockAnswer | null =>
    body === null || body === answer.body ? null : { ...answer, body }
  switch (fault.kind) {
    case 'truncated-body':
      return withBody(cutBytes(answer.body, fault.keepBytes))
    case 'empty-body':
      return withBody('')
    case 'bad-gateway':
      return gatewayAnswer(502, 'Bad Gateway', answer.because)
    case 'rate-limited':
      return gatewayAnswer(429, 'Too Many Requests', answer.because, retryAfter(fault.retryAfterSeconds, 30))
    case 'server-error':
      return gatewayAnswer(500, 'Internal Server Error', answer.because)
    case 'service-unavailable':
      return gatewayAnswer(
        503,
        'Service Temporarily Unavailable',
        answer.because,
        retryAfter(fault.retryAfterSeconds, 60),
      )
    case 'wrong-content-type':
      return { ...answer, headers: { ...answer.headers, 'content-type': fault.contentType ?? 'text/html' } }
    case 'unknown-status-word':
      return withBody(
        replaceValue(answer.body, fields.statusWord, () => JSON.stringify(fault.word ?? 'UNHEARD_OF')),
      )
    case 'number-as-text': {
      const path = fault.field ?? findNumberPath(answer.body, fields.envelopeNumbers)
      if (path === null) return null
      return withBody(
        replaceValue(answer.body, path, (value) => (/^-?\d/.test(value) ? JSON.stringify(value) : null)),
      )
    }
    case 'missing-field':
      return withBody(removeMember(answer.body, fault.field))
    default:
      return answer
  }
}

/** What a fault does to the wire; the answer's own bytes stay. */
function changeDelivery(delivery: Delivery, fault: Fault, body: string, random: () => number): Delivery {
  switch (fault.kind) {
    case 'latency': {
      const jitterMs = Math.round((fault.jitterMs ?? 0) * random())
      return { ...delivery, delayMs: delivery.delayMs + fault.delayMs + jitterMs }
    }
    case 'slow-drip':
      return { ...delivery, drip: { bytes: fault.bytes ?? 16, everyMs: fault.everyMs ?? 100 } }
    case 'reset':
      return { ...delivery, reset: 'before-headers' }
    case 'reset-in-body': {
      const size = Buffer.byteLength(body)
      const afterBytes = Math.min(fault.afterBytes ?? Math.floor(size / 2), Math.max(0, size - 1))
      return { ...delivery, reset: { afterBytes } }
    }
    default:
      return delivery
  }
}

/** Lets every fault take part in its turn; `random` gives 0 to 1 and draws the jitter. */
export function applyFaults(
  original: MockAnswer,
  faults: readonly Fault[],
  fields: BodyFields,
  random: () => number,
): FaultedAnswer {
  let answer = original
  for (const fault of faults) {
    const changed = changeAnswer(answer, fault, fields)
    if (changed === answer) continue
    if (changed === null) {
      const field = 'field' in fault && fault.field ? `: the response has no usable ${fault.field}` : ''
      answer = { ...answer, because: `${answer.because}; fault "${fault.kind}" changed nothing${field}` }
      continue
    }
    const provenance =
      changed.provenance === answer.provenance
        ? hostile(`An answer that is ${answer.provenance.kind}, changed by fault "${fault.kind}".`)
        : changed.provenance
    answer = { ...changed, provenance, because: `${answer.because}; fault "${fault.kind}"` }
  }
  const delivery = faults.reduce(
    (current, fault) => changeDelivery(current, fault, answer.body, random),
    plainDelivery,
  )
  return { answer, delivery }
}
