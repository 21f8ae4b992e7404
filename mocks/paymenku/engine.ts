import { createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture, methodNotAllowed, noSuchPath } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import type { MockEngine } from '../src/provider.ts'
import { createFixedWindow, type WindowCount } from '../src/rate-limit/fixed-window.ts'
import { noChoice } from '../src/situation/situation.ts'
import type { EngineOptions, MockAnswer } from '../src/types.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { readKeySession, readReference } from './read-call.ts'

const answerByReference = createAnswerBook({
  fixtures,
  references,
  exceptions,
  notFound: fixtureOf(fixtures, 'not-found'),
})

/** https://docs.paymenku.com/getting-started/rate-limiting: 60 requests a minute unless a merchant has more. */
const limit = 60
const windowMs = 60_000

function headersOf({ remaining, resetSeconds }: WindowCount): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(resetSeconds),
  }
}

function refusal(retryAfterSeconds: number): MockAnswer {
  const answer = answerWithFixture(
    fixtureOf(fixtures, 'rate-limited'),
    `more than ${limit} calls in a minute`,
  )
  return {
    ...answer,
    headers: { ...answer.headers, 'retry-after': String(retryAfterSeconds) },
    rule: 'rate-limit',
    situation: 'rate-limited',
  }
}

/** Lets an answer through with the page's three headers, or refuses; whether a window is fixed is not said there. */
function createRateLimit({ now, settings }: EngineOptions) {
  const count = createFixedWindow(limit, windowMs, now)
  return (answer: () => MockAnswer): MockAnswer => {
    if (settings?.().rateLimits !== true) return answer()
    const window = count()
    const waitSeconds = Math.max(1, window.resetSeconds - Math.floor(now().getTime() / 1000))
    const given = window.isOver ? refusal(waitSeconds) : answer()
    return { ...given, headers: { ...given.headers, ...headersOf(window) } }
  }
}

/** Path, method, key, limit, situation or reference: checked in this order. */
export function createEngine(options: EngineOptions): MockEngine {
  const underLimit = createRateLimit(options)
  return {
    handle(request, situations = noChoice) {
      const asked = readReference(request)
      if (!asked) return noSuchPath()
      if (request.method !== 'GET') return methodNotAllowed('GET')
      if (readKeySession(request) === undefined) {
        return answerWithFixture(fixtureOf(fixtures, 'unauthorized'), 'the API key is missing or wrong')
      }
      const replacements = { reference_id: asked.merchantReference, trx_id: asked.providerReference }
      return underLimit(() => answerByReference({ ...asked, replacements }, situations.take()))
    },
  }
}
