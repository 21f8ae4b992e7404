import type { IncomingMessage, ServerResponse } from 'node:http'
import type { JournalStore } from '../journal/journal.ts'
import type { JournalFilter } from '../journal/journal-entry.ts'

/** Above this backlog, a reader receives the number of skipped entries instead. */
const behindBytes = 1_048_576

const heartbeatMs = 15_000

/** Entries that are sent again to a reader who comes back with `Last-Event-ID`. */
const replayedEntries = 1000

export interface EventStreams {
  /** False where no more are taken. */
  open(request: IncomingMessage, response: ServerResponse, filter: JournalFilter): boolean
}

/** Server-sent events of the journal, for at most so many readers. */
export function createEventStreams(journal: JournalStore, limit = 50): EventStreams {
  let open = 0
  return {
    open(request, response, filter) {
      if (open >= limit) return false
      open += 1
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
      let skipped = 0
      const isBehind = (): boolean => response.writableLength > behindBytes
      const send = (event: string, data: unknown, id?: number): void => {
        if (isBehind()) {
          if (event === 'entry') skipped += 1
          return
        }
        if (skipped > 0) response.write(`event: skipped\ndata: ${JSON.stringify({ count: skipped })}\n\n`)
        skipped = 0
        const idLine = id === undefined ? '' : `id: ${id}\n`
        response.write(`${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      }
      response.write(': the journal\n\n')
      const lastId = Number(request.headers['last-event-id'])
      if (Number.isSafeInteger(lastId) && lastId > 0) {
        const missed = journal.entries({ ...filter, afterId: lastId, limit: replayedEntries })
        for (const entry of missed) send('entry', entry, entry.id)
      }
      const stop = journal.listen((event) => {
        if (event.type === 'cleared') send('reset', { session: event.session })
        else if (journal.matches(event.call, filter)) {
          if (isBehind()) skipped += 1
          else send('entry', journal.render(event.call), event.call.id)
        }
      })
      const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs)
      response.once('close', () => {
        open -= 1
        clearInterval(heartbeat)
        stop()
      })
      return true
    },
  }
}
