import type { Terminal } from '../../terminal.ts'
import { formatCount } from '../totals/format.ts'
import { createPace, formatDuration, type Pace } from './pace.ts'

const redrawMs = 100
/** Logs get few lines. */
const lineEveryMs = 10_000

/** Shows the progress on `stderr`: one changing line on a terminal, plain lines elsewhere. */
export interface Progress {
  /** Rows read so far. */
  read(rows: number): void
  /** Rows to query, by provider. */
  begin(open: ReadonlyMap<string, number>): void
  decided(provider: string): void
  /** A provider's rate limit delays a call. */
  waiting(provider: string, delayMs: number): void
  end(): void
}

interface Asked {
  open: number
  done: number
  pace: Pace
  waitsUntilMs: number
}

export function createProgress(terminal: Terminal, nowMs: () => number = () => performance.now()): Progress {
  const live = terminal.stderr.isTTY === true
  const providers = new Map<string, Asked>()
  let text = ''
  let shownMs = Number.NEGATIVE_INFINITY
  let shown = ''
  let timer: NodeJS.Timeout | undefined

  const show = (force: boolean): void => {
    const now = nowMs()
    if (!force && now - shownMs < (live ? redrawMs : lineEveryMs)) return
    if (text === shown) return
    shownMs = now
    shown = text
    if (live)
      terminal.stderr.write(`\r\u001b[2K${text.slice(0, Math.max(20, (terminal.stderr.columns ?? 80) - 1))}`)
    else terminal.note(text)
  }

  const refresh = (force = false): void => {
    const now = nowMs()
    if (!force && now - shownMs < (live ? redrawMs : lineEveryMs)) return
    text = describe(providers, now)
    show(force)
  }

  return {
    read(rows) {
      text = `read ${formatCount(rows)} rows`
      show(false)
    },
    begin(open) {
      const now = nowMs()
      for (const [provider, count] of open) {
        providers.set(provider, { open: count, done: 0, pace: createPace(now), waitsUntilMs: 0 })
      }
      if (providers.size === 0) return
      refresh(true)
      // Shows that the run is alive while a rate limit delays all calls.
      timer = setInterval(() => refresh(), live ? redrawMs * 5 : lineEveryMs).unref()
    },
    decided(provider) {
      const asked = providers.get(provider)
      if (asked === undefined) return
      asked.done += 1
      asked.pace.count(nowMs())
      refresh()
    },
    waiting(provider, delayMs) {
      const asked = providers.get(provider)
      if (asked === undefined) return
      asked.waitsUntilMs = nowMs() + delayMs
      refresh()
    },
    end() {
      clearInterval(timer)
      if (live && shown !== '') terminal.stderr.write('\r\u001b[2K')
    },
  }
}

/** `checked 1.234 of 100.000 · 85 per s · 19 min left · smilepay waits 12 s for its rate limit` */
function describe(providers: ReadonlyMap<string, Asked>, now: number): string {
  const all = [...providers.values()]
  const done = all.reduce((sum, asked) => sum + asked.done, 0)
  const open = all.reduce((sum, asked) => sum + asked.open, 0)
  const rate = all.reduce((sum, { pace }) => sum + pace.perSecond(now), 0)
  // The slowest provider decides, because all are queried concurrently.
  const left = Math.max(...all.map((asked) => secondsLeft(asked, now)))
  const waits = [...providers]
    .filter(([, { waitsUntilMs }]) => waitsUntilMs > now)
    .map(
      ([provider, { waitsUntilMs }]) =>
        `${provider} waits ${formatDuration((waitsUntilMs - now) / 1_000)} for its rate limit`,
    )
  return [
    `checked ${formatCount(done)} of ${formatCount(open)}`,
    `${rate < 10 ? rate.toFixed(1) : formatCount(Math.round(rate))} per s`,
    ...(Number.isFinite(left) && done > 0 ? [`${formatDuration(left)} left`] : []),
    ...waits,
  ].join(' · ')
}

function secondsLeft({ open, done, pace }: Asked, now: number): number {
  return open === done ? 0 : (open - done) / pace.perSecond(now)
}
