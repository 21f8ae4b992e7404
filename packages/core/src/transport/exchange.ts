import { CekStatusError, isCekStatusError } from '../errors.ts'
import { readHeader } from '../headers.ts'
import { readMediaType } from '../media-type.ts'
import type { Secret } from '../secrets.ts'
import { describeFailure } from './failure.ts'
import {
  type HttpRequest,
  type HttpResponse,
  hasNoBody,
  type Transport,
  type TransportOptions,
} from './transport.ts'

export interface ExchangeOptions extends TransportOptions {
  provider: string
  transport: Transport
  /** Settles with the promise, or rejects with the signal's reason as soon as it is aborted, whatever the promise does. */
  within<Value>(promise: Promise<Value>): Promise<Value>
  /** Texts to cut out of anything that the network layer says. */
  secrets: readonly Secret[]
}

/**
 * One HTTP exchange, whatever the transport does: it ends with the signal, and no body of a redirect, under HTTP 204 or
 * 205, or over the cap is looked at.
 *
 * @throws CekStatusError `NETWORK` when no complete answer arrives, and `RESPONSE_INVALID` when its body is larger than
 * the cap, unless its HTTP status speaks without a body; rejects with the signal's reason when it is aborted
 */
export async function exchange(request: HttpRequest, options: ExchangeOptions): Promise<HttpResponse> {
  const { provider, transport, signal, within, maxBodyBytes } = options
  signal.throwIfAborted()
  try {
    const { status, headers, body, bodyTooLarge } = await within(transport(request, options))
    // For a transport that tells the head only with the rest.
    options.onHead({ status, headers })
    if (hasNoBody(status)) return { status, headers, body: '' }
    // A text has at least one byte for each of its characters.
    if (bodyTooLarge !== true && body.length <= maxBodyBytes) return { status, headers, body }
    if (speaksWithoutBody(status)) return { status, headers, body: '' }
    throw tooLarge(provider, maxBodyBytes, { status, headers })
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (isCekStatusError(error)) throw error
    throw new CekStatusError({
      code: 'NETWORK',
      provider,
      message: `no complete answer from ${provider}`,
      cause: describeFailure(error, options.secrets),
    })
  }
}

/** Statuses that mean the same whatever the body says, so that one over the cap may go on without its body. */
function speaksWithoutBody(httpStatus: number): boolean {
  return httpStatus === 429 || httpStatus >= 500
}

function tooLarge(
  provider: string,
  maxBodyBytes: number,
  { status, headers }: Omit<HttpResponse, 'body'>,
): CekStatusError {
  return new CekStatusError({
    code: 'RESPONSE_INVALID',
    provider,
    message: `the answer of ${provider} is larger than ${maxBodyBytes} bytes (HTTP ${status})`,
    httpStatus: status,
    contentType: readMediaType(readHeader(headers, 'content-type')),
  })
}
