import { referencePairs } from '../src/reference-pairs.ts'
import { fixtures, idPrefix } from './fixtures.ts'

const documentedPairs = referencePairs(fixtures)

export interface ReadReference {
  reference: string
  /** Without the prefix of a transaction id. */
  word: string
  /** Both references of the transaction; one scenario word stands for one transaction with both. */
  merchantReference: string
  providerReference: string
}

/** The page looks a transaction up by either id. */
export function readReference(reference: string): ReadReference {
  const word = reference.startsWith(idPrefix) ? reference.slice(idPrefix.length) : reference
  const pair = documentedPairs.get(reference) ?? {
    merchantReference: word,
    providerReference: `${idPrefix}${word}`,
  }
  return { reference, word, ...pair }
}

export function isTransactionId(reference: string): boolean {
  return reference.startsWith(idPrefix)
}
