import type { ErrorCode } from '../errors.ts'
import type { Status } from '../status.ts'

/** What an event of any type tells. No event holds a reference, a credential, a path or a body. */
interface EventBase {
  /** The package's last part: `paymenku`. */
  provider: string
  /** The same for all events of one call; made for the events, and sent nowhere. */
  callId: string
  /** The inquiry that the event belongs to, from 1; 0 for what comes before the first. */
  attempt: number
  /** ISO 8601 in UTC, by the clock of the options. */
  at: string
}

/** What is asked for: the status, or an access token that asking needs. */
export type Purpose = 'inquiry' | 'token'

/** A request is about to be sent. */
export interface RequestEvent extends EventBase {
  /** Tells the events apart. */
  type: 'request'
  /** Whether it asks for the status or for a token. */
  purpose: Purpose
  /** In capital letters. */
  method: 'GET' | 'POST'
  /** Scheme, host and port; the path may carry a reference. */
  origin: string
}

/** What became of a request: its answer has been read, or there is none. */
export interface ResponseEvent extends EventBase {
  /** Tells the events apart. */
  type: 'response'
  /** As of the request. */
  purpose: Purpose
  /** From sending until it was known what became of it. */
  durationMs: number
  /** Null when no head of an answer arrived. */
  httpStatus: number | null
  /** Of the transaction; null when there is none. */
  status: Status | null
  /** Null when the answer was read. */
  errorCode: ErrorCode | null
}

/** An attempt failed and another follows. */
export interface RetryEvent extends EventBase {
  /** Tells the events apart. */
  type: 'retry'
  /** `error` for one that may pass by itself, else the name of what is changed, such as `fresh-token`. */
  reason: string
  /** Why the attempt brought no answer. */
  errorCode: ErrorCode
  /** Until the next attempt; 0 for at once. */
  delayMs: number
}

/** The rate limiter makes the next attempt wait. */
export interface WaitEvent extends EventBase {
  /** Tells the events apart. */
  type: 'wait'
  /** At least. */
  delayMs: number
}

/** An access token was fetched, could not be fetched, or was refused by an inquiry. */
export interface TokenEvent extends EventBase {
  /** Tells the events apart. */
  type: 'token'
  /** `refused` is what an inquiry came to that carried it. */
  action: 'fetched' | 'failed' | 'refused'
  /** Why it failed or was refused; null when it was fetched. */
  errorCode: ErrorCode | null
}

/** What happens inside calls, told to `onEvent` and on `node:diagnostics_channel` as `cekstatus:<type>`. */
export type CallEvent = RequestEvent | ResponseEvent | RetryEvent | WaitEvent | TokenEvent

/** The last part of the channels' names, too: `cekstatus:request`. */
export type CallEventType = CallEvent['type']

interface EventRule<Event extends CallEvent> {
  meaning: string
  /** What each field is that this type has besides those of all events. */
  fields: Readonly<Record<Exclude<keyof Event, keyof EventBase | 'type'>, string>>
}

/** Every type of event, for people. */
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
      meaning: 'its answer has been read, or there is none',
      fields: {
        purpose: 'as of the request',
        durationMs: 'from sending until its outcome was known',
        httpStatus: 'null when no answer began',
        status: 'of the transaction, or null',
        errorCode: 'null when the answer was read',
      },
    },
    retry: {
      meaning: 'an attempt failed and another follows',
      fields: {
        reason: '`error` for one that may pass, else what is changed: `fresh-token`, `new-external-id`',
        errorCode: 'of the attempt',
        delayMs: 'until the next one',
      },
    },
    wait: {
      meaning: 'the rate limiter makes the next attempt wait',
      fields: { delayMs: 'at least' },
    },
    token: {
      meaning: 'an access token was fetched, could not be, or was refused by an inquiry',
      fields: { action: '`fetched`, `failed` or `refused`', errorCode: 'why, or null' },
    },
  }
