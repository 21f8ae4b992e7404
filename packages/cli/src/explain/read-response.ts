import {
  type CekStatusError,
  isCekStatusError,
  type ParseOptions,
  type StatusQuery,
  type StatusResponse,
  type Transaction,
} from '@cekstatus/core'
import { isRecord, parseJson } from '@cekstatus/core/provider'
import type { ProviderModule } from '../providers/provider-module.ts'

/** A parsed response with the query used for it. */
export interface ReadResponse {
  query: StatusQuery
  /** Query fields taken from the response because they were not passed. */
  taken: readonly string[]
  transaction: Transaction | null
  error: CekStatusError | null
}

/** The query as far as it is known. */
export type KnownQuestion = Pick<StatusQuery, 'kind'> & { reference?: string; by?: 'merchant' | 'provider' }

/** Valid at every provider, and issued by none. */
const anyReference = 'cekstatus-explain'

/**
 * Parses a response. An unknown reference or kind is taken from the response: the mismatch error names its place, so
 * this file needs no knowledge of any provider's fields.
 */
export function readResponse(
  module: ProviderModule,
  response: StatusResponse,
  known: KnownQuestion,
  options: ParseOptions,
): ReadResponse {
  const answer = readBy(module, response, known, options)
  const isNamed = known.reference !== undefined || known.by !== undefined
  if (isNamed || !module.capabilities.lookup.includes('providerReference') || !lacksReference(answer)) {
    return answer
  }
  // Some responses have the provider's id only, and some are of a call that only the provider's id can make.
  const other = readBy(module, response, { ...known, by: 'provider' }, options)
  return other.transaction === null || lacksReference(other) ? answer : other
}

function lacksReference({ transaction, error }: ReadResponse): boolean {
  return (
    error?.code === 'RESPONSE_INVALID' ||
    (transaction?.warnings.some(({ code }) => code === 'REFERENCE_MISSING') ?? false)
  )
}

function readBy(
  module: ProviderModule,
  response: StatusResponse,
  { reference, by, kind }: KnownQuestion,
  options: ParseOptions,
): ReadResponse {
  const field = by === undefined ? defaultField(module) : (`${by}Reference` as const)
  const others = module.capabilities.kinds.filter((known) => known !== 'unknown')
  const kinds = kind === undefined ? [undefined, ...others] : [kind]
  const json = parseJson(response.body)
  let last: ReadResponse | undefined
  for (const candidate of kinds) {
    const asked = {
      [field]: reference ?? anyReference,
      ...(candidate === undefined ? {} : { kind: candidate }),
    }
    const first = read(module, response, asked, options)
    const isInList = (text: string): boolean => {
      const { error } = read(module, response, { ...asked, [field]: text }, options)
      return error === null || error.code === 'AMBIGUOUS'
    }
    const found =
      reference !== undefined
        ? null
        : first.error?.code === 'REJECTED'
          ? (listTexts(json).find(isInList) ?? null)
          : readReference(first.error, json)
    const answer = found === null ? first : read(module, response, { ...asked, [field]: found }, options)
    last = {
      ...answer,
      taken: [
        ...(found === null ? [] : [field]),
        ...(kind === undefined && candidate !== undefined ? ['kind'] : []),
      ],
    }
    if (!isAboutKind(last.error)) return last
  }
  if (last === undefined) throw new TypeError(`${module.capabilities.provider} has no kinds`)
  return last
}

/** The texts of a list's elements; one of them is the reference, and a list has no transaction without it. */
function listTexts(json: unknown): string[] {
  const members: unknown[] = isRecord(json) ? Object.values(json) : []
  return members
    .flatMap((member): unknown[] => (Array.isArray(member) ? member : []))
    .flatMap((element) => (isRecord(element) ? Object.values(element) : []))
    .filter((value) => typeof value === 'string')
}

function defaultField({ capabilities }: ProviderModule) {
  return capabilities.lookup.includes('merchantReference') ? 'merchantReference' : 'providerReference'
}

function read(
  { parseStatusResponse }: ProviderModule,
  response: StatusResponse,
  query: StatusQuery,
  options: ParseOptions,
): Omit<ReadResponse, 'taken'> {
  try {
    return { query, transaction: parseStatusResponse(response, query as never, options), error: null }
  } catch (error) {
    if (!isCekStatusError(error)) throw error
    return { query, transaction: null, error }
  }
}

/** Reads the value that does not match the query. */
function readReference(error: CekStatusError | null, json: unknown): string | null {
  if (error?.code !== 'RESPONSE_MISMATCH' || error.field === null) return null
  const value = error.field
    .split('.')
    .reduce<unknown>((part, name) => (isRecord(part) ? part[name] : undefined), json)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

/** True if another kind may fit: the provider requires one, or the response is for another. */
function isAboutKind(error: CekStatusError | null): boolean {
  return error?.code === 'RESPONSE_MISMATCH' || (error?.code === 'CONFIGURATION' && error.field === 'kind')
}
