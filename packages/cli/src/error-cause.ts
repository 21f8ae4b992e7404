import { maskForeignText } from './masking/mask-transaction.ts'
import { toPlainLine } from './plain-line.ts'

/** Why a request failed below HTTP, for people. */
export interface ErrorCause {
  /** `ECONNREFUSED`, `CERT_HAS_EXPIRED`; null if the error has none. */
  code: string | null
  message: string
  hint: string | null
}

const maxDepth = 5

/** Returns the innermost cause of an error; null without one. */
export function readCause(error: Error): ErrorCause | null {
  let cause: Error | null = null
  let next = error.cause
  for (let depth = 0; depth < maxDepth && next instanceof Error; depth += 1) {
    cause = next
    next = next.cause
  }
  if (cause === null) return null
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : null
  const message = toPlainLine(maskForeignText(cause.message || cause.name))
  return { code, message, hint: code === null ? null : (hints.get(code) ?? null) }
}

/** One line: `ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1`. */
export function describeCause({ code, message }: ErrorCause): string {
  return code === null || message.includes(code) ? message : `${code}: ${message}`
}

const certificate = 'set NODE_EXTRA_CA_CERTS to the file of the CA that signed the certificate'
const clock = 'check the clock of this machine, and the certificate of the server'
const dns = 'check the host name and the DNS of this machine'

const hints: ReadonlyMap<string, string> = new Map([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', certificate],
  ['SELF_SIGNED_CERT_IN_CHAIN', certificate],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', certificate],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', certificate],
  ['UNABLE_TO_GET_ISSUER_CERT', certificate],
  ['CERT_HAS_EXPIRED', clock],
  ['CERT_NOT_YET_VALID', clock],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate is for another host; check the base URL'],
  ['ENOTFOUND', dns],
  ['EAI_AGAIN', dns],
  ['ECONNREFUSED', 'nothing listens on this port; check host and port of the base URL'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'the port does not use TLS; check scheme and port of the base URL'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'the port does not use TLS; check scheme and port of the base URL'],
  ['EPROTO', 'the port does not use TLS; check scheme and port of the base URL'],
  ['ETIMEDOUT', 'check whether a firewall blocks the connection'],
  ['UND_ERR_CONNECT_TIMEOUT', 'check whether a firewall blocks the connection'],
])
