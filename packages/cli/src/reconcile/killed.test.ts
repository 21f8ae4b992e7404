import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startCommand } from '../test-command.ts'
import { openJournal } from './journal/journal.ts'
import { startCountingServer } from './test-counting-server.ts'
import { createFolder } from './test-run.ts'

const rows = 240
const concurrency = 8
const kills = 5

/** Park and Miller's generator, so that a failure can be repeated by its seed. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

let folder: ReturnType<typeof createFolder>
let server: Awaited<ReturnType<typeof startCountingServer>>
let random: ReturnType<typeof createRandom>
beforeEach(() => {
  folder = createFolder()
})
afterEach(async () => {
  await server.close()
  folder.remove()
})

const references = Array.from(
  { length: rows },
  (_, index) => `${['success', 'failed', 'pending'][index % 3]}-${index}`,
)
const wanted = references.map((reference) => [
  reference,
  { success: 'match', failed: 'status-differs', pending: 'status-differs' }[reference.split('-')[0] ?? ''],
])
const isFinal = (reference: string): boolean => !reference.startsWith('pending')

const command = [
  'reconcile',
  '--no-amounts',
  'orders.csv',
  '--provider',
  'sekalipay',
  '--concurrency',
  String(concurrency),
  '--output',
  'out.csv',
]

function start(): ReturnType<typeof startCommand> {
  return startCommand([...command, '--base-url', server.url], {
    cwd: folder.path,
    env: { CEKSTATUS_SEKALIPAY_API_KEY: server.apiKey },
  })
}

/** Runs until the moment comes, then kills; tells the exit code of a run that ended before. */
function runUntil(
  moment: 'reading' | 'asking' | 'writing',
): Promise<{ exitCode: number | null; stderr: string }> {
  const child = start()
  let stderr = ''
  const kill = (): void => void child.kill('SIGKILL')
  child.stderr.on('data', (text) => {
    stderr += String(text)
    if (moment === 'reading' && stderr.includes('reading')) setTimeout(kill, random(12))
  })
  let left = 1 + random(rows / 6)
  server.listen(() => {
    left -= 1
    if (moment === 'asking' && left === 0) setTimeout(kill, random(6))
    if (moment === 'writing' && left === 0) setTimeout(kill, 40 + random(400))
  })
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, stderr })))
}

/** What the journal holds that will not be asked again. */
async function readStanding(): Promise<Map<string, string>> {
  const journal = await openJournal(join(folder.path, 'orders.csv.reconcile.sqlite'))
  const standing = [...journal.decidedRows()].filter(
    ({ finding }) => finding?.outcome === 'answered' && finding.final,
  )
  journal.close()
  return new Map(
    standing.map(({ expected, finding }) => [
      String(expected?.merchantReference),
      String(finding?.checkedAt),
    ]),
  )
}

describe('reconcile killed repeatedly', { timeout: 300_000 }, () => {
  it.each([20261125, 7])('loses no row and repeats no final query (seed %i)', async (seed) => {
    random = createRandom(seed)
    server = await startCountingServer(() => 3 + random(15))
    folder.write(
      'orders.csv',
      `reference,status\n${references.map((reference) => `${reference},paid`).join('\n')}\n`,
    )
    let standing = new Map<string, string>()
    let inFlight = 0
    for (let kill = 0; kill < kills; kill += 1) {
      const before = server.asked.length
      await runUntil(kill === 0 ? 'reading' : random(5) === 0 ? 'writing' : 'asking')
      const asked = server.asked.slice(before)
      expect(asked.filter((reference) => standing.has(reference))).toEqual([])
      const now = await readStanding()
      for (const [reference, checkedAt] of standing)
        expect([reference, now.get(reference)]).toEqual([reference, checkedAt])
      const unanswered = asked.filter((reference) => isFinal(reference) && !now.has(reference))
      expect(unanswered.length).toBeLessThanOrEqual(concurrency)
      inFlight += unanswered.length
      standing = now
    }
    server.listen(() => undefined)
    const child = start()
    const exitCode = await new Promise((resolve) => child.on('close', resolve))
    expect(exitCode).toBe(10)
    const output = parse(folder.read('out.csv'), { columns: true }) as Record<string, string>[]
    expect(output.map((row) => [row.reference, row.cekstatus_verdict])).toEqual(wanted)
    expect(server.asked.filter(isFinal)).toHaveLength(references.filter(isFinal).length + inFlight)
    expect(standing.size).toBeGreaterThan(0)
  })

  it('prints how to continue after a signal and ends with 130 or 143', async () => {
    random = createRandom(3)
    server = await startCountingServer(() => 5)
    folder.write(
      'orders.csv',
      `reference,status\n${references.map((reference) => `${reference},paid`).join('\n')}\n`,
    )
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const child = start()
      let stderr = ''
      child.stderr.on('data', (text) => {
        stderr += String(text)
      })
      const from = server.asked.length
      server.listen(() => {
        if (server.asked.length === from + 30) child.kill(signal)
      })
      expect(await new Promise((resolve) => child.on('close', resolve))).toBe(code)
      expect(stderr).toMatch(/stopped; run the same command again to continue: \d+ of 240 rows are decided/)
    }
    server.listen(() => undefined)
    const before = (await readStanding()).size
    expect(before).toBeGreaterThan(0)
    const asked = server.asked.length
    const child = start()
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(10)
    expect(server.asked.slice(asked).filter(isFinal)).toHaveLength(references.filter(isFinal).length - before)
  })

  it('rejects a second run with the same journal', async () => {
    random = createRandom(5)
    server = await startCountingServer(() => 30_000)
    folder.write(
      'orders.csv',
      `reference,status\n${references.map((reference) => `${reference},paid`).join('\n')}\n`,
    )
    const first = start()
    await new Promise<void>((resolve) => server.listen(resolve))
    const second = start()
    let stderr = ''
    second.stderr.on('data', (text) => {
      stderr += String(text)
    })
    expect(await new Promise((resolve) => second.on('close', resolve))).toBe(2)
    expect(stderr).toContain('is in use by another run')
    first.kill('SIGKILL')
    await new Promise((resolve) => first.on('close', resolve))
  })
})
