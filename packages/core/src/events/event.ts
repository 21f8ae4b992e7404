import type { ErrorCode } from '../errors.ts'
import type { Status } from '../status.ts'

/** Fields of all events. No event contains a reference, a credential, a path or a body. */
interface EventBase {
  /** Such as `paymenku`. */
  provider: string
  /** The same for all events of one call; never sent. */
  callId: string
  /** Number of the inquiry from 1; 0 before the first. */
  attempt: number
  /** ISO 8601 in UTC, from the option `now`. */
  at: string
}

/** What a request is for: the status, or an access token. */
export type Purpose = 'inquiry' | 'token'

/** A request is about to be sent. */
export interface RequestEvent extends EventBase {
  type: 'request'
  purpose: Purpose
  method: 'GET' | 'POST'
  /** Scheme, host and port; the path may contain a reference. */
  origin: string
}

/** A response was read, or the request failed. */
export interface ResponseEvent extends EventBase {
  type: 'response'
  purpose: Purpose
  /** From sending to the outcome. */
  durationMs: number
  /** Null when no response arrived. */
  httpStatus: number | null
  /** Status of the transaction; null after an error. */
  status: Status | null
  /** Null after a successful inquiry. */
  errorCode: ErrorCode | null
}

/** An attempt failed and is retried. */
export interface RetryEvent extends EventBase {
  type: 'retry'
  /** `error` for a retryable error, otherwise what changes, such as `fresh-token`. */
  reason: string
  /** Error of the failed attempt. */
  errorCode: ErrorCode
  /** Until the next attempt. */
  delayMs: number
}

/** The next attempt waits for the rate limiter. */
export interface WaitEvent extends EventBase {
  type: 'wait'
  /** The shortest possible wait. */
  delayMs: number
}

/** An access token was fetched, failed to be fetched, or was rejected by the provider. */
export interface TokenEvent extends EventBase {
  type: 'token'
  /** `refused`: an inquiry with the token was rejected. */
  action: 'fetched' | 'failed' | 'refused'
  /** Null for `fetched`. */
  errorCode: ErrorCode | null
}

/** An event for `onEvent` and the channel `cekstatus:<type>` of `node:diagnostics_channel`. */
export type CallEvent = RequestEvent | ResponseEvent | RetryEvent | WaitEvent | TokenEvent

export type CallEventType = CallEvent['type']

interface EventRule<Event extends CallEvent> {
  meaning: string
  /** Fields that only this type has. */
  fields: Readonly<Record<Exclude<keyof Event, keyof EventBase | 'type'>, string>>
}

/** Descriptions of all events, for the documentation. */
export const eventTable: { readonly [Type in CallEventType]: EventRule<Extract<CallEvent, { type: Type }>> } =
  {
    request: {
      meaning: 'a request is about to be sent',
      fields: {
        purpose: '`inquiry` or `token`',
        method: '`GET` or `POST`',
        origin: 'scheme, host and port',
      },
    },
    response: {
      meaning: 'the response was read, or the request failed',
      fields: {
        purpose: '`inquiry` or `token`',
        durationMs: 'from sending to the outcome',
        httpStatus: 'null without a response',
        status: 'status of the transaction, or null',
        errorCode: 'null after a successful inquiry',
      },
    },
    retry: {
      meaning: 'an attempt failed and is retried',
      fields: {
        reason: '`error` for a retryable error, otherwise what changes: `fresh-token`, `new-external-id`',
        errorCode: 'error of the failed attempt',
        delayMs: 'until the next attempt',
      },
    },
    wait: {
      meaning: 'the next attempt waits for the rate limiter',
      fields: { delayMs: 'shortest possible wait' },
    },
    token: {
      meaning: 'an access token was fetched, failed to be fetched, or was rejected by the provider',
      fields: { action: '`fetched`, `failed` or `refused`', errorCode: 'null for `fetched`' },
    },
  }
