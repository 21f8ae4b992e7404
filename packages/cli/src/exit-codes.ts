/** Why a command ended. The numbers are part of the interface: none is ever given another meaning. */
export const exitCodes = {
  success: {
    code: 0,
    meaning: 'the transaction succeeded and may be acted on (advice `fulfill`), or the command did its work',
  },
  unexpected: { code: 1, meaning: 'an error of cekstatus itself' },
  misconfigured: { code: 2, meaning: 'wrong arguments, settings, credentials or files; nothing was sent' },
  'not-final': { code: 3, meaning: 'pending or processing; ask again later (advice `wait`)' },
  failed: { code: 4, meaning: 'failed, expired or canceled (advice `release`)' },
  review: {
    code: 5,
    meaning: 'unknown, partial, refunded, or anything that a person must look at first (advice `review`)',
  },
  'not-found': {
    code: 6,
    meaning: 'the provider does not know the reference; it may be too early or the wrong mode',
  },
  refused: { code: 7, meaning: 'the provider refused the credentials, the caller or the inquiry' },
  network: { code: 8, meaning: 'no answer: network, timeout, rate limit, or the provider cannot answer now' },
  untrusted: {
    code: 9,
    meaning: 'an answer that cannot be trusted: of another shape, or about another transaction',
  },
  differs: { code: 10, meaning: 'a comparison was made and something differs' },
  interrupted: { code: 130, meaning: 'stopped by Ctrl-C' },
  'broken-pipe': { code: 141, meaning: 'whoever read the output went away before the end' },
  terminated: { code: 143, meaning: 'stopped by SIGTERM' },
} as const satisfies Record<string, { code: number; meaning: string }>

export type ExitReason = keyof typeof exitCodes
