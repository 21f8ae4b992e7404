import { createClients } from '../clients/create-clients.ts'
import type { ExitReason } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import type { VerifyOptions } from './command.ts'
import { isDrift } from './compare.ts'
import { readPact } from './pact.ts'
import { type InteractionResult, type Verdict, verifyInteraction } from './verify-interaction.ts'

const defaultTimeoutMs = 15_000

/** Replays a contract, one interaction at a time, and prints the verdicts. */
export async function verifyContract(
  provider: string,
  options: VerifyOptions,
  terminal: Terminal,
): Promise<ExitReason> {
  // A mock in this process needs no rate limit.
  const clients = createClients(terminal, options, options.mock === true ? { rateLimiter: false } : {})
  try {
    const open = await clients.open(provider)
    if (!open.module.capabilities.repeatable) {
      throw new UsageError(
        `a status check at ${open.provider} can place an order, so its contract is not replayed; no request was sent`,
      )
    }
    if (options.mock !== true && open.options.baseUrl === undefined) {
      throw new UsageError(
        'the base URL of the sandbox is required',
        'pass --base-url, or --mock to verify the mock',
      )
    }
    const context = {
      provider: open,
      signal: terminal.signal,
      timeoutMs: options.timeout ?? defaultTimeoutMs,
    }
    const references = {
      given: options.reference,
      own: options.mock === true || options.pactReferences === true,
    }
    const results: InteractionResult[] = []
    for (const interaction of readPact(open.provider)) {
      const one = await verifyInteraction(interaction, context, { references, refusals: options.refusals })
      results.push(one)
      if (options.json !== true) terminal.print(describe(one, terminal))
    }
    terminal.print(options.json === true ? JSON.stringify(results, null, 2) : summarize(results))
    return conclude(results, terminal)
  } finally {
    await clients.close()
  }
}

const colours = {
  kept: 'green',
  drifted: 'red',
  'other-state': 'yellow',
  'not-tried': 'dim',
  'no-answer': 'yellow',
} as const satisfies Record<Verdict, string>

function describe(
  { description, verdict, reason, differences }: InteractionResult,
  terminal: Terminal,
): string {
  const values = differences.filter(({ kind }) => kind === 'value')
  const added = differences.filter(({ kind }) => kind === 'new').length
  const note = (text: string): string => `             ${terminal.style('dim', 'note')}   ${text}`
  return [
    `${terminal.style(colours[verdict], verdict.padEnd(11))}  ${description}${reason === null ? '' : `: ${reason}`}`,
    ...differences
      .filter(isDrift)
      .map(({ place, message }) => `             ${terminal.style('red', 'drift')}  ${place} ${message}`),
    ...values.map(({ place, message }) => note(`${place} ${message}`)),
    ...(added === 0 ? [] : [note(`${added} fields that the client does not use`)]),
  ].join('\n')
}

function summarize(results: readonly InteractionResult[]): string {
  const verdicts = Object.keys(colours) as Verdict[]
  const counts = verdicts
    .map((verdict) => ({ verdict, count: results.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
  return `${results.length} interactions: ${counts.map(({ verdict, count }) => `${count} ${verdict}`).join(', ')}`
}

function conclude(results: readonly InteractionResult[], terminal: Terminal): ExitReason {
  const drifted = results.filter(({ verdict }) => verdict === 'drifted')
  const answered = results.filter(({ verdict }) => verdict !== 'not-tried' && verdict !== 'no-answer')
  if (drifted.length > 0 && drifted.every(({ refused }) => refused)) {
    terminal.note('The credentials were refused, so nothing could be compared. Run "cekstatus doctor".')
    return 'refused'
  }
  if (drifted.length > 0) return 'differs'
  return answered.length === 0 && results.some(({ verdict }) => verdict === 'no-answer')
    ? 'network'
    : 'success'
}
