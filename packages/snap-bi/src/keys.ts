import type { KeyObject } from 'node:crypto'
import { SnapBiError } from './errors.ts'
import { encryptedKey, readKeyText } from './key-text.ts'
import { checkRuntimeSigns, loadKeyReaders, rsaSign, rsaVerify } from './rsa.ts'

declare const privateKeyBrand: unique symbol
declare const publicKeyBrand: unique symbol

/** A parsed and checked RSA private key. Printed or serialized it shows nothing. */
export interface PrivateKey {
  /** Keeps texts and other keys out; there is nothing to read. */
  readonly [privateKeyBrand]: true
}

/** A parsed and checked RSA public key. */
export interface PublicKey {
  /** Keeps texts and other keys out; there is nothing to read. */
  readonly [publicKeyBrand]: true
}

const minimumBits = 2048

/**
 * Parses an RSA private key once, for use in many signatures: PKCS#8 or PKCS#1, as PEM or bare base64, also
 * with `\n` written as two characters. @throws SnapBiError for any other key, an encrypted or damaged one, and
 * one below 2048 bits; the message never holds key material
 */
export function parsePrivateKey(text: string): PrivateKey {
  const field = 'privateKey'
  checkRuntimeSigns()
  const { label, derBase64 } = readKeyText(field, text)
  if (label !== null && /PUBLIC|CERTIFICATE/.test(label)) throw publicInsteadOfPrivate(field)
  const key = readPrivateDer(field, derBase64)
  if (key === null) {
    throw readPublicDer(derBase64) === null
      ? new SnapBiError(field, 'cannot be read; give an RSA private key in PKCS#8 or PKCS#1')
      : publicInsteadOfPrivate(field)
  }
  checkRsa(field, key)
  checkSigns(field, key)
  return key as unknown as PrivateKey
}

/**
 * Parses an RSA public key once: SPKI, as PEM or bare base64, also with `\n` written as two characters.
 * @throws SnapBiError for any other key and one below 2048 bits
 */
export function parsePublicKey(text: string): PublicKey {
  const field = 'publicKey'
  const key = readPublicDer(readKeyText(field, text).derBase64)
  if (key === null) {
    throw new SnapBiError(field, 'cannot be read; give an RSA public key in SPKI, such as BEGIN PUBLIC KEY')
  }
  checkRsa(field, key)
  return key as unknown as PublicKey
}

/** The key object behind a parsed key or a key given as text. */
export function privateKeyObject(privateKey: string | PrivateKey): KeyObject {
  return keyObject(
    'privateKey',
    'private',
    typeof privateKey === 'string' ? parsePrivateKey(privateKey) : privateKey,
  )
}

/** The key object behind a parsed key or a key given as text. */
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
    throw new SnapBiError(field, `give the ${type} key as text or as it was parsed by this package`)
  }
  checkRsa(field, key)
  return key
}

function checkRsa(field: string, key: KeyObject): void {
  if (key.asymmetricKeyType !== 'rsa') {
    throw new SnapBiError(field, 'is of another kind; SNAP signs with an RSA key (and not with RSA-PSS)')
  }
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < minimumBits) {
    throw new SnapBiError(field, `the RSA key is too short; use one of ${minimumBits} bits or more`)
  }
}

/** A key with one wrong character can often still be read and sign; nobody can verify what it signs. */
function checkSigns(field: string, key: KeyObject): void {
  const probe = 'snap-bi'
  const { createPublicKey } = loadKeyReaders()
  let verifies: boolean
  try {
    verifies = rsaVerify(createPublicKey(key), probe, rsaSign(key, probe, 'base64'), 'base64')
  } catch {
    const fix =
      'cannot sign: it is damaged, so copy it again from its file, or node:crypto of this runtime lacks RSA'
    throw new SnapBiError(field, fix)
  }
  if (!verifies) {
    throw new SnapBiError(field, 'is damaged: its parts do not belong together; copy it again from its file')
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
  return new SnapBiError(field, 'is a public key; give the private key of the pair')
}
