import type { FixtureAsk } from './types.ts'

/** Delivers a request to one of the two shells. */
export type Send = (request: Request) => Promise<Response>

/**
 * Asks one provider for a status as a well-configured caller does, or as the ask's variation says.
 * Each provider's own is written from its page; only tests use it.
 */
export type AskProvider = (send: Send, baseUrl: string, ask: FixtureAsk) => Promise<Response>
