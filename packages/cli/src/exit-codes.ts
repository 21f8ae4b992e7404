/** Exit codes by reason. The numbers are public API: their meanings never change. */
export const exitCodes = {
  success: {
    code: 0,
    meaning: 'transaction succeeded (advice `fulfill`), or command completed',
  },
  unexpected: { code: 1, meaning: 'internal error of cekstatus' },
  misconfigured: { code: 2, meaning: 'invalid arguments, settings, credentials or files' },
  'not-final': { code: 3, meaning: 'pending or processing; check again later (advice `wait`)' },
  failed: { code: 4, meaning: 'failed, expired or canceled (advice `release`)' },
  review: {
    code: 5,
    meaning: 'unknown, partial, refunded or doubtful; needs manual review (advice `review`)',
  },
  'not-found': {
    code: 6,
    meaning: 'reference not found; possibly too early or the wrong mode',
  },
  refused: { code: 7, meaning: 'credentials, caller or inquiry refused by the provider' },
  network: { code: 8, meaning: 'no response: network, timeout, rate limit or provider unavailable' },
  untrusted: {
    code: 9,
    meaning: 'untrusted response: undocumented shape or different transaction',
  },
  differs: { code: 10, meaning: 'differences found' },
  'not-compared': { code: 11, meaning: 'no difference found, but rows without an amount were not compared' },
  'no-rows': { code: 12, meaning: 'the file has no rows to compare' },
  interrupted: { code: 130, meaning: 'interrupted (Ctrl-C)' },
  'broken-pipe': { code: 141, meaning: 'output pipe closed' },
  terminated: { code: 143, meaning: 'terminated (SIGTERM)' },
} as const satisfies Record<string, { code: number; meaning: string }>

export type ExitReason = keyof typeof exitCodes
