import type { CallOptions, StatusClient } from '../client.ts'
import { checkCallOptions } from '../configuration.ts'
import { configurationError } from '../errors.ts'

/** Returns what to do about a wrong value, or null when it is right. */
export type OptionCheck = (value: unknown) => string | null

export const maxTimerMs = 2_147_483_647

export function wholeNumber(from: number, to: number, unit: string): OptionCheck {
  return (value) =>
    Number.isInteger(value) && Number(value) >= from && Number(value) <= to
      ? null
      : `give a whole number of ${unit} from ${from} to ${to}`
}

export const trueOrFalse: OptionCheck = (value) => (typeof value === 'boolean' ? null : 'give true or false')

export const aFunction: OptionCheck = (value) => (typeof value === 'function' ? null : 'give a function')

const callOptionNames = ['signal', 'timeoutMs', 'deadlineMs', 'maxQueueMs', 'expect']

/**
 * Checks the options of a function that asks more than once, and the client that it is to ask.
 *
 * A name that is not known is refused: a misspelt deadline would be one that never comes.
 * @throws CekStatusError `CONFIGURATION`
 */
export function checkAskingOptions(
  client: StatusClient,
  options: CallOptions & { allowRepeat?: boolean },
  checks: Readonly<Record<string, OptionCheck>>,
): void {
  if (typeof client?.getTransactionStatus !== 'function' || typeof client.capabilities !== 'object') {
    throw configurationError(null, 'client', 'give the client that a provider package made')
  }
  const { provider, capabilities } = client
  checkCallOptions(provider, options)
  const known = [...callOptionNames, 'allowRepeat', ...Object.keys(checks)]
  for (const [name, value] of Object.entries(options)) {
    if (!known.includes(name)) {
      throw configurationError(provider, 'options', `it has a field that is none of ${known.join(', ')}`)
    }
    const check = name === 'allowRepeat' ? trueOrFalse : checks[name]
    const fix = value === undefined || check === undefined ? null : check(value)
    if (fix !== null) throw configurationError(provider, name, fix)
  }
  if (capabilities.repeatable === false && options.allowRepeat !== true) {
    throw configurationError(
      provider,
      'allowRepeat',
      `asking ${provider} may act; ask once, or accept that with allowRepeat: true`,
    )
  }
}

/** What is handed on to each call of the client. */
export function pickCallOptions({ timeoutMs, maxQueueMs, expect }: CallOptions): Omit<CallOptions, 'signal'> {
  return {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(maxQueueMs === undefined ? {} : { maxQueueMs }),
    ...(expect === undefined ? {} : { expect }),
  }
}
