import type { MockCredentials } from '../types.ts'
import { curlCommand } from './curl.ts'
import { explainCall, isExplainable } from './explain-call.ts'
import type { JournalEntry } from './journal-entry.ts'
import { isSecretName, maskHeaders, maskMembers, maskQuery, maskValues } from './mask.ts'
import type { RecordedCall } from './recorded-call.ts'

/** A merchant's id is no secret; a key, a token and a secret are, made up or not. */
function secretsOf(credentials: MockCredentials): string[] {
  return Object.entries(credentials)
    .filter(([name]) => isSecretName(name) || /key$/i.test(name))
    .map(([, value]) => value.trim())
}

/** URL of a provider's mock server; null without a server. */
export type BaseUrlOf = (provider: string) => string | null

/** The call for people and tests, its secrets masked. Only one that is looked at alone is explained. */
export function renderEntry(
  call: RecordedCall,
  baseUrlOf: BaseUrlOf,
  { explained = false }: { explained?: boolean } = {},
): JournalEntry {
  const { request, answer, provider, read } = call
  const secrets = secretsOf(provider.credentials)
  const search = maskQuery(request.search)
  const base = baseUrlOf(provider.name) ?? provider.origins[0] ?? ''
  return {
    id: call.id,
    at: new Date(call.atMs).toISOString(),
    clock: new Date(call.clockMs).toISOString(),
    session: call.session,
    sessionFrom: call.sessionFrom,
    provider: provider.name,
    asked: read.asked,
    request: {
      method: request.method,
      path: maskValues(request.path + search, secrets),
      headers: maskHeaders(request.headers, secrets),
      body: maskValues(maskMembers(request.body), secrets),
      bodyCut: call.requestCut,
    },
    answer: {
      status: answer.status,
      headers: answer.headers,
      body: maskValues(maskMembers(answer.body), secrets),
      bodyCut: call.answerCut,
      delayMs: call.delayMs,
      faults: [...call.faults],
    },
    rule: answer.rule ?? 'request',
    because: answer.because,
    effect: answer.effect ?? null,
    situation: answer.situation ?? null,
    provenance: answer.provenance,
    explainable: isExplainable(call),
    explanation: explained ? explainCall(call) : null,
    curl: curlCommand({
      method: request.method,
      url: `${base}${call.receivedPath}${search}`,
      headers: request.headers,
      body: request.body,
      secrets,
    }),
  }
}
