import { configurationError } from './errors.ts'

interface Digest {
  update(text: string, encoding: 'utf8'): { digest(encoding: 'hex'): string }
}

/** The part of `node:crypto` that is used, typed here because core compiles without Node's types. */
interface NodeCrypto {
  createHash(algorithm: 'md5'): Digest
  createHmac(algorithm: 'sha256', key: string): Digest
}

interface NodeGlobal {
  process: { getBuiltinModule(name: 'node:crypto'): NodeCrypto }
}

let nodeCrypto: NodeCrypto | undefined

/**
 * Returns the MD5 of the text's UTF-8 bytes as 32 lower-case hex digits. Loads `node:crypto` at the first use, because
 * that takes as long as loading the rest.
 *
 * @throws CekStatusError `CONFIGURATION` for the field `runtime` where MD5 is not available, as in FIPS mode; the
 * runtime's own error is not attached, because it may quote the text
 */
export function hashMd5(provider: string, text: string): string {
  return digest(provider, 'MD5', text, (crypto) => crypto.createHash('md5'))
}

/**
 * Returns the HMAC-SHA256 of the text's UTF-8 bytes as 64 lower-case hex digits, as `hashMd5` does.
 *
 * @throws CekStatusError `CONFIGURATION` for the field `runtime` where `node:crypto` is not available
 */
export function hmacSha256(provider: string, key: string, text: string): string {
  return digest(provider, 'HMAC-SHA256', text, (crypto) => crypto.createHmac('sha256', key))
}

function digest(
  provider: string,
  algorithm: string,
  text: string,
  create: (crypto: NodeCrypto) => Digest,
): string {
  try {
    // Not destructured: bundlers that replace `globalThis.process` look for these very words.
    nodeCrypto ??= (globalThis as unknown as NodeGlobal).process.getBuiltinModule('node:crypto')
    return create(nodeCrypto).update(text, 'utf8').digest('hex')
  } catch {
    const message = `node:crypto of this runtime cannot compute ${algorithm}, which signs every request`
    const hint = 'leave FIPS mode; on Workers set nodejs_compat and a compatibility date from 2024-09-23'
    throw configurationError(provider, 'runtime', message, hint)
  }
}
