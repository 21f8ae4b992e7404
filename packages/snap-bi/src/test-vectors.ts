import { readFileSync } from 'node:fs'

type Facts = Readonly<Record<string, unknown>>

/** One worked example of `vectors/snap-bi.json`. */
export interface Vector {
  name: string
  signer: string | null
  inputs: Facts
  intermediate?: Facts
  expected: { value: string; encoding: 'base64' | 'hex' } | null
  verifies: boolean
  reason?: string
  commonMistakes?: Readonly<Record<string, string>>
  computed?: Readonly<Record<string, string>>
  computedFromFormula?: { base64: string; hex: string }
  computedWithSha256OfEmptyString?: string
  computedHmacSha512Base64?: string
  compactJsonSha256Hex?: string
}

interface VectorFile {
  vectors: Vector[]
  emptyBodyConventions: { who: string; rule: string; bodyPart: string | null }[]
}

const file = JSON.parse(
  readFileSync(new URL('../vectors/snap-bi.json', import.meta.url), 'utf8'),
) as VectorFile

export const vectors: readonly Vector[] = file.vectors

export const emptyBodyConventions = file.emptyBodyConventions

export function vectorNamed(name: string): Vector {
  const vector = vectors.find((candidate) => candidate.name === name)
  if (vector === undefined) throw new Error(`no vector is called ${name}`)
  return vector
}

/** A text that the vector must have. */
export function input(vector: Vector, name: string): string {
  return present(vector, name, vector.inputs[name])
}

export function stage(vector: Vector, name: string): string {
  return present(vector, name, vector.intermediate?.[name])
}

/** The published result. */
export function expectedValue(vector: Vector): string {
  return present(vector, 'expected', vector.expected?.value)
}

function present(vector: Vector, name: string, value: unknown): string {
  if (typeof value !== 'string') throw new Error(`${vector.name} has no ${name}`)
  return value
}

/** The sample key pair that the documentation of Midtrans prints, RSA-2048. */
export const samplePrivateKey = input(vectorNamed('midtrans-access-token-asymmetric'), 'privateKeyPem')
export const samplePublicKey = input(vectorNamed('midtrans-notification-asymmetric-verify'), 'publicKeyPem')
