import { referencePairs } from './reference-pairs.ts'
import type { Fixture, MockRequest, ReadCall } from './types.ts'

/**
 * Reads a reference that forms one segment of a path, percent-decoded.
 * `null` where the path does not begin with `prefix` and end with `suffix`, has nothing or more than one segment
 * between them, or is badly encoded.
 */
export function readPathReference(path: string, prefix: string, suffix = ''): string | null {
  if (!path.startsWith(prefix) || !path.endsWith(suffix)) return null
  const segment = path.slice(prefix.length, path.length - suffix.length)
  if (segment === '' || segment.includes('/')) return null
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}

/** A call whose path contains either reference of a transaction. */
export interface PathLookup {
  /** The provider's own name of the call: `check-status`. */
  endpoint: string
  pathPrefix: string
  /** Default: the path ends with the reference. */
  pathSuffix?: string
  /** Begins every id of the provider. */
  idPrefix: string
  fixtures: readonly Fixture[]
  /** The session of the credential: null for none, undefined where the credential is missing or wrong. */
  readSession(request: MockRequest): string | null | undefined
}

interface LookedUp {
  reference: string
  /** Without the prefix of the provider's ids. */
  word: string
  merchantReference: string
  providerReference: string
}

/** Reads such calls. One situation word identifies one transaction by both references. */
export function createPathLookup(lookup: PathLookup) {
  const { endpoint, pathPrefix, pathSuffix, idPrefix, fixtures, readSession } = lookup
  const documentedPairs = referencePairs(fixtures)

  const readReference = ({ path }: MockRequest): LookedUp | null => {
    const reference = readPathReference(path, pathPrefix, pathSuffix)
    if (reference === null) return null
    const word = reference.startsWith(idPrefix) ? reference.slice(idPrefix.length) : reference
    const pair = documentedPairs.get(reference)
    return {
      reference,
      word,
      merchantReference: pair?.merchantReference ?? word,
      providerReference: pair?.providerReference ?? `${idPrefix}${word}`,
    }
  }

  const readCall = (request: MockRequest): ReadCall => {
    const read = readReference(request)
    const isId = read !== null && read.reference === read.providerReference
    const reference = read?.reference ?? null
    return {
      asked: {
        endpoint: read && endpoint,
        merchantReference: isId ? null : reference,
        providerReference: isId ? reference : null,
        kind: null,
      },
      names: read ? [read.merchantReference, read.providerReference] : [],
      word: read?.word ?? null,
      session: readSession(request) ?? null,
    }
  }

  return { readReference, readCall }
}
