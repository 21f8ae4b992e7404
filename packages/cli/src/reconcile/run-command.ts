import type { CallEvent } from '@cekstatus/core'
import { createClients } from '../clients/create-clients.ts'
import type { ClientOptions } from '../clients/options.ts'
import type { ExitReason } from '../exit-codes.ts'
import { providerNames, resolveProviderName } from '../providers/load-provider.ts'
import type { Terminal } from '../terminal.ts'
import { type ReconcileOptions, readReconcileOptions } from './read-options.ts'
import { reconcile } from './reconcile.ts'

/** @throws UsageError for an invalid option or an unconfigured provider, before the first query */
export async function runReconcileCommand(
  file: string,
  options: ReconcileOptions & ClientOptions,
  terminal: Terminal,
): Promise<ExitReason> {
  const settings = readReconcileOptions(file, options)
  if (options.provider !== undefined) resolveProviderName(options.provider)
  let onWait: (provider: string, delayMs: number) => void = () => undefined
  const onEvent = (event: CallEvent): void => {
    if (event.type === 'wait') onWait(event.provider, event.delayMs)
  }
  const mock = options.mock === true
  // Mocks in this process need no rate limit.
  const clients = createClients(terminal, options, mock ? { rateLimiter: false } : { onEvent })
  const respondents = {
    providers: providerNames,
    open: async (provider: string) => {
      const { client, options: used } = await clients.open(provider)
      return { client, origin: mock ? 'mock' : describeOrigin(used) }
    },
    onWait: (listener: typeof onWait) => {
      onWait = listener
    },
    mock,
  }
  try {
    return await reconcile(settings, respondents, terminal)
  } finally {
    await clients.close()
  }
}

function describeOrigin({
  environment = 'production',
  baseUrl = '',
}: Readonly<Record<string, unknown>>): string {
  return `${String(environment)} ${String(baseUrl)}`.trim()
}
