import { callbackError, configurationError } from './errors.ts'

/** Returns a delay between half and all of `delayMs`. @throws CekStatusError `CONFIGURATION` for an invalid `random` */
export function spreadDelay(delayMs: number, random: () => number): number {
  const share = callRandom(random)
  if (typeof share !== 'number' || !(share >= 0 && share <= 1)) {
    throw configurationError(null, 'random', 'random must return a number from 0 to 1')
  }
  return Math.ceil((delayMs * (1 + share)) / 2)
}

function callRandom(random: () => unknown): unknown {
  try {
    return random()
  } catch (error) {
    throw callbackError(null, 'random', error)
  }
}
