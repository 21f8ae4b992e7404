import { CekStatusError, isCekStatusError } from '../errors.ts'
import { readHeader } from '../headers.ts'
import { readMediaType } from '../media-type.ts'
import type { Secret } from '../secrets.ts'
import { describeFailure, maskWords } from './failure.ts'
import {
  type HttpRequest,
  type HttpResponse,
  hasNoBody,
  type ResponseHead,
  type Transport,
  type TransportOptions,
  type TransportResponse,
} from './transport.ts'

export interface ExchangeOptions extends TransportOptions {
  provider: string
  transport: Transport
  /** Settles with the promise, or rejects with the signal's reason as soon as it is aborted. */
  within<Value>(promise: Promise<Value>): Promise<Value>
  /** Texts that are masked in errors of the network layer. */
  secrets: readonly Secret[]
}

/**
 * Sends one request over any transport. It ends with the signal, and ignores the bodies of redirects, of HTTP 204 and
 * 205, and of responses over the cap.
 *
 * @throws CekStatusError `NETWORK` without a complete response, and `RESPONSE_INVALID` for a body over the cap, unless
 * the HTTP status needs no body; rejects with the signal's reason when aborted
 */
export async function exchange(request: HttpRequest, options: ExchangeOptions): Promise<HttpResponse> {
  const { provider, transport, signal, within, maxBodyBytes } = options
  // The status goes to events and logs, so a fetch of the caller's must not put any text there.
  const onHead = (head: ResponseHead): void => {
    if (Number.isInteger(head.status)) options.onHead(head)
  }
  signal.throwIfAborted()
  try {
    const sent = call(transport, request, { signal, maxBodyBytes, onHead }, options.secrets)
    const response = await within(sent)
    const { status, headers, body, bodyTooLarge } = response
    // For a transport that reports no head of its own.
    onHead({ status, headers })
    if (hasNoBody(status)) return { status, headers, body: '' }
    // A text has at least one byte per character.
    if (bodyTooLarge !== true && body.length <= maxBodyBytes) return { status, headers, body }
    if (needsNoBody(status)) return { status, headers, body: '' }
    throw tooLarge(provider, maxBodyBytes, { status, headers })
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (isCekStatusError(error)) throw error
    throw new CekStatusError({
      code: 'NETWORK',
      provider,
      message: `no complete response from ${provider}`,
      cause: describeFailure(error, options.secrets),
    })
  }
}

async function call(
  transport: Transport,
  request: HttpRequest,
  options: TransportOptions,
  secrets: readonly Secret[],
): Promise<TransportResponse> {
  try {
    return await transport(request, options)
  } catch (error) {
    throw isCekStatusError(error) ? maskWords(error, secrets) : error
  }
}

/** The meaning of these statuses does not depend on the body. */
function needsNoBody(httpStatus: number): boolean {
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
    message: `response from ${provider} is larger than maxBodyBytes (${maxBodyBytes}, HTTP ${status})`,
    httpStatus: status,
    contentType: readMediaType(readHeader(headers, 'content-type')),
  })
}
