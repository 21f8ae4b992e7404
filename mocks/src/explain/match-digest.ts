import type { LikelyMistake } from './explanation.ts'
import { readSignature, type SignatureEncoding, type SignatureReading } from './received-signature.ts'

type Finding = Omit<LikelyMistake, 'certainty'>

/** Shorter beginnings could fit by chance. */
const shortestBeginning = 8

const truncated: Finding = {
  id: 'signature-truncated',
  what: 'The signature is cut off; what is there is right so far.',
  fix: 'Send all of it; look for a column or a variable that is too short.',
}

const caseChanged: Finding = {
  id: 'base64-case-changed',
  what: 'The letters of the base64 text were all changed to one case.',
  fix: 'Base64 is case-sensitive; change no letter of it.',
}

/** A text in one case although base64 has both; short ones can be so by chance. */
const isOneCase = (text: string): boolean =>
  text.length >= 20 && (text === text.toLowerCase() || text === text.toUpperCase())

/** Says how the received signature stands for a digest: the mistakes in its spelling, or `null` where it does not. */
export type DigestMatcher = (digest: Buffer) => readonly Finding[] | null

export const createDigestMatcher = (received: string, encoding: SignatureEncoding): DigestMatcher => {
  const readings = readSignature(received, encoding)
  const byBytes = new Map<string, SignatureReading>()
  for (const reading of readings) {
    const key = reading.bytes.toString('latin1')
    if (!byBytes.has(key)) byBytes.set(key, reading)
  }
  const beginnings = readings.filter(({ bytes }) => bytes.length >= shortestBeginning)
  const trimmed = received.trim()
  const folded = encoding === 'base64' && isOneCase(trimmed) ? trimmed.toLowerCase() : null
  return (digest) => {
    const whole = byBytes.get(digest.toString('latin1'))
    if (whole) return whole.findings
    if (folded !== null && digest.toString('base64').toLowerCase() === folded) return [caseChanged]
    const beginning = beginnings.find(
      ({ bytes }) => bytes.length < digest.length && digest.subarray(0, bytes.length).equals(bytes),
    )
    return beginning ? [...beginning.findings, truncated] : null
  }
}
