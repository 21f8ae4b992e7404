import { referencePairs } from '../src/reference-pairs.ts'
import { fixtures } from './fixtures.ts'

/** Begins every transaction id that Paymenku shows. */
const transactionIdPrefix = 'IDP'

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
export const readReference = (reference: string): ReadReference => {
  const word = reference.startsWith(transactionIdPrefix)
    ? reference.slice(transactionIdPrefix.length)
    : reference
  const pair = documentedPairs.get(reference) ?? {
    merchantReference: word,
    providerReference: `${transactionIdPrefix}${word}`,
  }
  return { reference, word, ...pair }
}

export const isTransactionId = (reference: string): boolean => reference.startsWith(transactionIdPrefix)
