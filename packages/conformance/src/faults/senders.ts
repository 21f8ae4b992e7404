import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { CommonOptions } from '@cekstatus/core'
import { createUndiciTransport } from '@cekstatus/core/undici'
import { Agent } from 'undici'

/** A way to send that a caller can choose, with an ear for the moment when the head of an answer is read. */
export interface Sender {
  options: Pick<CommonOptions, 'fetch' | 'transport'>
  close(): Promise<void>
}

/** Every way to send; each is put through the same faults. */
export const senders: Readonly<Record<string, (tellHead: () => void) => Sender>> = {
  'the default transport': (tellHead) => {
    // The copy of undici that Node brings tells it here.
    const channel = 'undici:request:headers'
    subscribe(channel, tellHead)
    return {
      options: {},
      close: async () => void unsubscribe(channel, tellHead),
    }
  },
  fetch: (tellHead) => ({
    options: {
      fetch: async (...parameters) => {
        const response = await fetch(...parameters)
        tellHead()
        return response
      },
    },
    close: async () => undefined,
  }),
  undici: (tellHead) => {
    const agent = new Agent()
    const transport = createUndiciTransport(agent)
    return {
      options: {
        transport: (request, options) => {
          const onHead: typeof options.onHead = (head) => {
            options.onHead(head)
            tellHead()
          }
          return transport(request, { ...options, onHead })
        },
      },
      close: () => agent.destroy(),
    }
  },
}
