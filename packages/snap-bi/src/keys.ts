import type { KeyObject } from 'node:crypto'
import { SnapBiError } from './errors.ts'
import { encryptedKey, readKeyText } from './key-text.ts'
import { checkRuntimeSigns, loadKeyReaders, rsaSign, rsaVerify } from './rsa.ts'

declare const privateKeyBrand: unique symbol
declare const publicKeyBrand: unique symbol

/** A parsed and checked RSA private key. Printing or serializing it shows no key material. */
export interface PrivateKey {
  /** Only a brand; it has no value. */
  readonly [privateKeyBrand]: true
}

/** A parsed and checked RSA public key. */
export interface PublicKey {
  /** Only a brand; it has no value. */
  readonly [publicKeyBrand]: true
}

const minimumBits = 2048

/**
 * Parses an RSA private key once, for many signatures: PKCS#8 or PKCS#1, as PEM or bare base64, also with `\n` written
 * as two characters.
 * @throws SnapBiError for any other key, an encrypted or damaged one, and one below 2048 bits; the message never
 * contains key material
 */
export function parsePrivateKey(text: string): PrivateKey {
  const field = 'privateKey'
  checkRuntimeSigns()
  const { label, derBase64 } = readKeyText(field, text)
  if (label !== null && /PUBLIC|CERTIFICATE/.test(label)) throw publicInsteadOfPrivate(field)
  const key = readPrivateDer(field, derBase64)
  if (key === null) {
    throw readPublicDer(derBase64) === null
      ? new SnapBiError(field, `${field} cannot be read; pass an RSA private key in PKCS#8 or PKCS#1`)
      : publicInsteadOfPrivate(field)
  }
  checkRsa(field, key)
  checkSigns(field, key)
  return key as unknown as PrivateKey
}

/**
 * Parses an RSA public key once, for many verifications: SPKI, as PEM or bare base64, also with `\n` written as two
 * characters.
 * @throws SnapBiError for any other key and one below 2048 bits
 */
export function parsePublicKey(text: string): PublicKey {
  const field = 'publicKey'
  const key = readPublicDer(readKeyText(field, text).derBase64)
  if (key === null) {
    throw new SnapBiError(
      field,
      `${field} cannot be read; pass an RSA public key in SPKI, such as BEGIN PUBLIC KEY`,
    )
  }
  checkRsa(field, key)
  return key as unknown as PublicKey
}

/** Returns the key object of a parsed key or of a key in text. */
export function privateKeyObject(privateKey: string | PrivateKey): KeyObject {
  return keyObject(
    'privateKey',
    'private',
    typeof privateKey === 'string' ? parsePrivateKey(privateKey) : privateKey,
  )
}

/** Returns the key object of a parsed key or of a key in text. */
export function publicKeyObject(publicKey: string | PublicKey): KeyObject {
  return keyObject(
    'publicKey',
    'public',
    typeof publicKey === 'string' ? parsePublicKey(publicKey) : publicKey,
  )
}

function keyObject(field: string, type: 'private' | 'public', key: unknown): KeyObject {
  const { KeyObject } = loadKeyReaders()
  if (!(key instanceof KeyObject) || key.type !== type) {
    throw new SnapBiError(
      field,
      `${field} must be a ${type} key as a string, or one that this package parsed`,
    )
  }
  checkRsa(field, key)
  return key
}

function checkRsa(field: string, key: KeyObject): void {
  if (key.asymmetricKeyType !== 'rsa') {
    throw new SnapBiError(field, `${field} must be an RSA key, which SNAP requires; RSA-PSS keys do not work`)
  }
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < minimumBits) {
    throw new SnapBiError(field, `${field} is too short; use an RSA key of ${minimumBits} bits or more`)
  }
}

/** Signs and verifies a probe: a key with one wrong character can often still be read and sign, but nothing verifies. */
function checkSigns(field: string, key: KeyObject): void {
  const probe = 'snap-bi'
  const { createPublicKey } = loadKeyReaders()
  let verifies: boolean
  try {
    verifies = rsaVerify(createPublicKey(key), probe, rsaSign(key, probe, 'base64'), 'base64')
  } catch {
    const message = `${field} cannot sign: it is damaged (copy the key again from its file), or node:crypto of this runtime lacks RSA`
    throw new SnapBiError(field, message)
  }
  if (!verifies) {
    throw new SnapBiError(
      field,
      `${field} is damaged: its parts do not match; copy the key again from its file`,
    )
  }
}

function readPrivateDer(field: string, derBase64: string): KeyObject | null {
  const { createPrivateKey } = loadKeyReaders()
  try {
    return createPrivateKey({ key: derBase64, encoding: 'base64', format: 'der', type: 'pkcs8' })
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_MISSING_PASSPHRASE') throw encryptedKey(field)
  }
  try {
    return createPrivateKey({ key: derBase64, encoding: 'base64', format: 'der', type: 'pkcs1' })
  } catch {
    return null
  }
}

function readPublicDer(derBase64: string): KeyObject | null {
  const { createPublicKey } = loadKeyReaders()
  try {
    return createPublicKey({ key: derBase64, encoding: 'base64', format: 'der', type: 'spki' })
  } catch {
    return null
  }
}

function publicInsteadOfPrivate(field: string): SnapBiError {
  return new SnapBiError(field, `${field} must be the private key of the pair; this is a public key`)
}
