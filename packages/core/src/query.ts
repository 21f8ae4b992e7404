import type { Resource } from './client.ts'
import { configurationError } from './errors.ts'
import { unknownName } from './options.ts'
import { parseTimestamp } from './timestamp.ts'
import type { Kind } from './transaction.ts'

/** What to ask about. Each provider narrows which fields it takes and which it needs. */
export interface StatusQuery {
  /** The caller's own id of the transaction. */
  merchantReference?: string
  /** The provider's id of the transaction. */
  providerReference?: string
  /** Asked for where the provider needs it, and compared with the answer. */
  kind?: Exclude<Kind, 'unknown'>
  /** Which object, where the provider has several: one of `capabilities.resources`. */
  resource?: string
}

/** A field that one provider's call needs besides references and kind. */
export interface QueryField {
  /** As the query calls it: `productCode`, `target`. */
  name: string
  /** `timestamp`: a `Date`, or a full ISO date-time with `Z` or an offset. */
  form: 'text' | 'timestamp'
  /** False where a query is complete without it. */
  required: boolean
  /** Characters (code points) that a text may have. */
  maxLength: number
  /** True for what is personal data, such as a customer's number. */
  personal: boolean
  /** For people, in the middle of a sentence. */
  meaning: string
}

/** The queries that one provider accepts; checked before anything is sent. */
export interface QueryRules {
  /** Characters (code points) that a reference may have. */
  referenceMaxLength: number
  /** Which reference must be there; `either` needs at least one of the two. */
  required: 'merchantReference' | 'providerReference' | 'either'
  /** The kinds that a query may name. */
  kinds: readonly Exclude<Kind, 'unknown'>[]
  /** True where a query must name the kind. */
  kindRequired: boolean
  /** The objects that the call can be made for, where a query must name one. */
  resources?: readonly Resource[]
  /** True where the reference becomes a segment of the path, which `.` and `..` cannot. */
  referenceInPath: boolean
  /**
   * What this provider's query has besides references and kind, and `checkExtraFields`, which checks it; handed over,
   * so that bundles of providers without such fields leave it out.
   */
  extraFields?: { fields: readonly QueryField[]; check: typeof checkExtraFields }
}

/**
 * Checks a query before anything is sent and returns a copy without undefined fields.
 * @throws CekStatusError `CONFIGURATION` naming the field
 */
export function checkQuery(provider: string, query: unknown, rules: QueryRules): StatusQuery {
  if (typeof query !== 'object' || query === null || Array.isArray(query)) {
    throw configurationError(provider, 'query', 'query must be an object such as { merchantReference }')
  }
  // A copy, so that each field is read once and only where the query itself has it.
  const fields: Record<string, unknown> = { ...query }
  const { extraFields } = rules
  const extraNames = (extraFields?.fields ?? []).map(({ name }) => name)
  const resourceNames = rules.resources === undefined ? [] : ['resource']
  const known = ['merchantReference', 'providerReference', 'kind', ...resourceNames, ...extraNames]
  for (const key of Object.keys(fields)) {
    if (fields[key] === undefined || known.includes(key)) continue
    throw unknownName(provider, { what: 'query field', field: 'query', key }, known)
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
    const message = 'merchantReference or providerReference is required'
    throw configurationError(provider, 'merchantReference', message)
  }
  if (rules.required !== 'either' && checked[rules.required] === undefined) {
    throw configurationError(provider, rules.required, `${rules.required} is required`)
  }
  if (rules.resources !== undefined) {
    checked.resource = checkResource(provider, fields.resource, checked, rules.resources)
  }
  if (kind !== undefined || rules.kindRequired) checked.kind = checkKind(provider, kind, rules.kinds)
  return Object.assign(checked, extraFields?.check(provider, fields, extraFields.fields))
}

/**
 * Checks the fields that only one provider's query has, and returns those that are there: texts as they are, times as
 * `toISOString()` has them.
 * @throws CekStatusError `CONFIGURATION` naming the field
 */
export function checkExtraFields(
  provider: string,
  query: object,
  extraFields: readonly QueryField[],
): Record<string, string> {
  const values: Record<string, unknown> = { ...query }
  const checked: Record<string, string> = {}
  for (const { name, form, required, maxLength, meaning } of extraFields) {
    const value = values[name]
    if (value !== undefined) {
      checked[name] =
        form === 'timestamp'
          ? checkTimestamp(provider, name, value)
          : checkText(provider, name, value, maxLength)
    } else if (required) {
      throw configurationError(provider, name, `${name} is required`, `${name} is ${meaning}`)
    }
  }
  return checked
}

/** An id that begins like those of another object would go to a call that cannot know it. */
function checkResource(
  provider: string,
  value: unknown,
  { merchantReference, providerReference: id }: StatusQuery,
  resources: readonly Resource[],
): string {
  const resource = resources.find(({ name }) => name === value)
  if (resource === undefined) {
    const names = resources.map(({ name }) => `'${name}'`).join(' or ')
    throw configurationError(provider, 'resource', `resource must be ${names}`)
  }
  if (id === undefined && merchantReference !== undefined && !resource.lookup.includes('merchantReference')) {
    const message = `providerReference is required for resource '${resource.name}'`
    throw configurationError(provider, 'providerReference', message)
  }
  const hasPrefixOf = ({ idPrefixes }: Resource): boolean =>
    idPrefixes.some((prefix) => id?.startsWith(prefix) === true)
  const owner = resources.find((other) => hasPrefixOf(other))
  const isForeign = resource.idPrefixes.length > 0 ? !hasPrefixOf(resource) : owner !== undefined
  if (id !== undefined && isForeign) {
    const message = `providerReference must be an id of resource '${resource.name}'`
    const hint = owner === undefined ? null : `this is an id of resource '${owner.name}'`
    throw configurationError(provider, 'providerReference', message, hint)
  }
  return resource.name
}

function checkTimestamp(provider: string, field: string, value: unknown): string {
  const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value
  const time = typeof text === 'string' ? parseTimestamp(text) : null
  if (time !== null) return time
  const message = `${field} must be a Date or a full ISO 8601 date-time with Z or an offset`
  throw configurationError(provider, field, message)
}

function checkReference(
  provider: string,
  field: 'merchantReference' | 'providerReference',
  value: unknown,
  rules: QueryRules,
): string {
  const reference = checkText(provider, field, value, rules.referenceMaxLength)
  if (reference.trim() !== reference) {
    throw configurationError(provider, field, `${field} must not begin or end with white space`)
  }
  if (/\p{Cf}/u.test(reference)) {
    const message = `${field} must not contain invisible format characters`
    throw configurationError(provider, field, message, 'remove zero-width spaces and byte order marks')
  }
  if (rules.referenceInPath && (reference === '.' || reference === '..')) {
    throw configurationError(provider, field, `${field} becomes a path segment and must not be . or ..`)
  }
  return reference
}

function checkText(provider: string, field: string, value: unknown, maxLength: number): string {
  const refuse = (rule: string) => configurationError(provider, field, `${field} must ${rule}`)
  if (typeof value !== 'string') throw refuse('be a string')
  if (value === '') throw refuse('not be empty')
  if (value.length > maxLength && [...value].length > maxLength) {
    throw refuse(`have at most ${maxLength} characters`)
  }
  if (/\p{Cc}/u.test(value)) throw refuse('not contain control characters')
  if (!value.isWellFormed()) throw refuse('be well-formed Unicode')
  return value
}

function checkKind(provider: string, value: unknown, kinds: QueryRules['kinds']): Exclude<Kind, 'unknown'> {
  const kind = kinds.find((known) => known === value)
  if (kind !== undefined) return kind
  const message = `kind must be ${kinds.map((known) => `'${known}'`).join(' or ')}`
  throw configurationError(provider, 'kind', message)
}
