import { Readable, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createTerminal } from '../../terminal.ts'
import { formatDuration } from './pace.ts'
import { createProgress } from './progress.ts'

function start({ isTTY, columns = 80 }: { isTTY: boolean; columns?: number }) {
  const written: string[] = []
  const stderr = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(String(chunk))
      done()
    },
  })
  const clock = { now: 0 }
  const terminal = createTerminal({
    env: {},
    cwd: '/',
    stdin: Readable.from([]),
    stdout: new Writable(),
    stderr: Object.assign(stderr, { isTTY, columns }),
    signal: new AbortController().signal,
  })
  return { progress: createProgress(terminal, () => clock.now), clock, written }
}

describe('createProgress', () => {
  it('prints a line every ten seconds without a terminal', () => {
    const { progress, clock, written } = start({ isTTY: false })
    progress.read(1_000)
    progress.begin(new Map([['paymenku', 100]]))
    for (let second = 1; second <= 25; second += 1) {
      clock.now = second * 1_000
      progress.decided('paymenku')
      progress.decided('paymenku')
    }
    progress.end()
    expect(written).toEqual([
      'read 1.000 rows\n',
      'checked 0 of 100 · 0.0 per s\n',
      'checked 19 of 100 · 1.9 per s · 43 s left\n',
      'checked 39 of 100 · 2.1 per s · 30 s left\n',
    ])
  })

  it('updates one line on a terminal, not wider than the terminal', () => {
    const { progress, clock, written } = start({ isTTY: true, columns: 40 })
    progress.begin(new Map([['paymenku', 100_000]]))
    clock.now = 1_000
    progress.decided('paymenku')
    progress.end()
    expect(written).toEqual([
      '\r\u001b[2Kchecked 0 of 100.000 · 0.0 per s',
      '\r\u001b[2Kchecked 1 of 100.000 · 1.0 per s · 27 h',
      '\r\u001b[2K',
    ])
  })

  it('prints waits for a rate limit, and the time left of the slowest provider', () => {
    const { progress, clock, written } = start({ isTTY: true, columns: 200 })
    progress.begin(
      new Map([
        ['paymenku', 10],
        ['smilepay', 100],
      ]),
    )
    clock.now = 10_000
    for (let count = 0; count < 10; count += 1) progress.decided('paymenku')
    progress.decided('smilepay')
    clock.now = 11_000
    progress.waiting('smilepay', 45_000)
    progress.end()
    expect(written.at(-2)).toBe(
      '\r\u001b[2Kchecked 11 of 110 · 1.1 per s · 17 min left · smilepay waits 45 s for its rate limit',
    )
  })

  it('formats durations for people', () => {
    expect([0.2, 59, 61, 3_599, 3_700, 360_000].map(formatDuration)).toEqual([
      '1 s',
      '59 s',
      '2 min',
      '1 h 00 min',
      '1 h 02 min',
      '100 h 00 min',
    ])
  })
})
