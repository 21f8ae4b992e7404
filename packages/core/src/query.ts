import { configurationError } from './errors.ts'
import type { Kind } from './transaction.ts'

/** What to ask about. Each provider narrows which fields it takes and which it needs. */
export interface StatusQuery {
  /** The caller's own id of the transaction. */
  merchantReference?: string
  /** The provider's id of the transaction. */
  providerReference?: string
  /** Asked for where the provider needs it, and compared with the answer. */
  kind?: Exclude<Kind, 'unknown'>
}

/** Which queries one provider can be asked; checked before anything is sent. */
export interface QueryRules {
  /** Characters (code points) that a reference may have. */
  referenceMaxLength: number
  /** Which reference must be there; `either` needs at least one of the two. */
  required: 'merchantReference' | 'providerReference' | 'either'
  /** The kinds that may be asked. */
  kinds: readonly Exclude<Kind, 'unknown'>[]
  /** True where the provider must be told the kind. */
  kindRequired: boolean
  /** True where the reference becomes a segment of the path, which `.` and `..` cannot. */
  referenceInPath: boolean
}

const queryFields = ['merchantReference', 'providerReference', 'kind']

/**
 * Checks a query before anything is sent and returns a copy without undefined fields.
 * @throws CekStatusError `CONFIGURATION` naming the field and the fix
 */
export function checkQuery(provider: string, query: unknown, rules: QueryRules): StatusQuery {
  if (typeof query !== 'object' || query === null || Array.isArray(query)) {
    throw configurationError(provider, 'query', 'give an object such as { merchantReference }')
  }
  // A copy, so that each field is read once and only where the query itself has it.
  const fields: Record<string, unknown> = { ...query }
  for (const field of Object.keys(fields)) {
    if (fields[field] === undefined || queryFields.includes(field)) continue
    throw configurationError(provider, 'query', `it has a field that is none of ${queryFields.join(', ')}`)
  }
  const { merchantReference, providerReference, kind } = fields
  const checked: StatusQuery = {}
  if (merchantReference !== undefined) {
    checked.merchantReference = checkReference(provider, 'merchantReference', merchantReference, rules)
  }
  if (providerReference !== undefined) {
    checked.providerReference = checkReference(provider, 'providerReference', providerReference, rules)
  }
  if (rules.required === 'either' && merchantReference === undefined && providerReference === undefined) {
    throw configurationError(provider, 'merchantReference', 'give merchantReference or providerReference')
  }
  if (rules.required !== 'either' && checked[rules.required] === undefined) {
    throw configurationError(provider, rules.required, `${provider} is asked by ${rules.required}; give it`)
  }
  if (kind !== undefined || rules.kindRequired) checked.kind = checkKind(provider, kind, rules.kinds)
  return checked
}

function checkReference(
  provider: string,
  field: 'merchantReference' | 'providerReference',
  value: unknown,
  rules: QueryRules,
): string {
  if (typeof value !== 'string') throw configurationError(provider, field, 'give it as text')
  if (value === '') throw configurationError(provider, field, 'it is empty; give the reference')
  if (value.length > rules.referenceMaxLength && [...value].length > rules.referenceMaxLength) {
    throw configurationError(provider, field, `it may have at most ${rules.referenceMaxLength} characters`)
  }
  if (/\p{Cc}/u.test(value))
    throw configurationError(provider, field, 'remove control characters such as line feeds')
  if (!value.isWellFormed()) throw configurationError(provider, field, 'remove half a surrogate pair from it')
  if (rules.referenceInPath && (value === '.' || value === '..')) {
    throw configurationError(provider, field, 'it becomes a path segment, which cannot be . or ..')
  }
  return value
}

function checkKind(provider: string, value: unknown, kinds: QueryRules['kinds']): Exclude<Kind, 'unknown'> {
  const kind = kinds.find((known) => known === value)
  if (kind !== undefined) return kind
  throw configurationError(provider, 'kind', `use ${kinds.map((known) => `'${known}'`).join(' or ')}`)
}
