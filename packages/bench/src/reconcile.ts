// What `cekstatus reconcile` takes: rows per second beside `getTransactionStatuses` alone, memory at ten times the rows,
// how much of a provider's limit is used, and the time until it first speaks.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { packPackages } from './packed.ts'
import { describeMachine, median, print, toTable } from './table.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    rows: { type: 'string', default: '100000' },
    only: { type: 'string', default: 'speed,memory,start' },
  },
})
const rounds = Number(values.rounds)
const rows = Number(values.rows)
const inFlight = 32

const packed = packPackages()
const modules = join(packed.directory, 'node_modules')
const command = join(modules, 'cekstatus/dist/bin.js')

/** By the name that `--only` takes. `limit` takes two minutes, so it has to be asked for. */
const measurements: Readonly<Record<string, () => Promise<void>>> = {
  speed: measureSpeed,
  memory: measureMemory,
  limit: measureLimit,
  start: measureStart,
}

try {
  print(
    `${describeMachine()}; ${rounds} rounds of ${rows} rows, ${inFlight} in flight, a fresh process each, median.`,
  )
  for (const name of values.only.split(',')) {
    const measure = measurements[name]
    if (measure === undefined) throw new Error(`there is no measurement "${name}"`)
    print('')
    await measure()
  }
} finally {
  packed.remove()
}

/** Both ask the mock of their own process, which costs both alike. */
async function measureSpeed(): Promise<void> {
  const file = await writeRows('csv', rows)
  const alone: number[] = []
  const reconciled: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const { output } = await run([
      new URL('many.ts', import.meta.url).pathname,
      modules,
      String(rows),
      String(inFlight),
    ])
    alone.push(Number(output))
    const { elapsedMs } = await run([
      command,
      'reconcile',
      '--no-amounts',
      file,
      '--mock',
      '--provider',
      'sekalipay',
      '--restart',
      '--concurrency',
      String(inFlight),
      '--output',
      `${file}.out`,
    ])
    reconciled.push((rows / elapsedMs) * 1_000)
  }
  print(
    toTable(
      ['What', 'Rows per second', 'Beside getTransactionStatuses'],
      [
        ['getTransactionStatuses alone', median(alone).toFixed(0), '1.00'],
        [
          'cekstatus reconcile, start to end',
          median(reconciled).toFixed(0),
          (median(reconciled) / median(alone)).toFixed(2),
        ],
      ],
    ),
  )
}

/** Answers come from memory, so that a million rows take minutes; everything else is the real command. */
async function measureMemory(): Promise<void> {
  const lines: string[][] = []
  for (const format of ['csv', 'ndjson', 'json']) {
    const peaks: number[] = []
    for (const count of [rows, rows * 10]) {
      const file = await writeRows(format, count)
      const { peakBytes } = await run(
        [
          '--import',
          new URL('answer-from-memory.ts', import.meta.url).href,
          command,
          'reconcile',
          '--no-amounts',
          file,
          '--provider',
          'sekalipay',
          '--base-url',
          'http://127.0.0.1:9',
          '--restart',
          '--output',
          `${file}.out`,
          '--report',
          `${file}.html`,
        ],
        { CEKSTATUS_SEKALIPAY_API_KEY: 'bench' },
      )
      peaks.push(peakBytes)
    }
    const [small = Number.NaN, large = Number.NaN] = peaks
    lines.push([format, toMebibytes(small), toMebibytes(large), (large / small).toFixed(2)])
  }
  print(toTable(['Input', `Peak at ${rows} rows, MiB`, `Peak at ${rows * 10} rows, MiB`, 'Ratio'], lines))
}

const toMebibytes = (bytes: number): string => (bytes / 1_048_576).toFixed(0)

/** Paymenku's client takes 30 calls in a minute: two minutes pass between the first call and the 61st. */
async function measureLimit(): Promise<void> {
  const calls = 61
  const windowsMs = 120_000
  const file = await writeRows('csv', calls)
  const server = spawn(
    process.execPath,
    [new URL('reference-server.ts', import.meta.url).pathname, packed.directory],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  try {
    const times: number[] = []
    let port = 0
    let text = ''
    server.stdout.on('data', (chunk) => {
      text += String(chunk)
      const [first = '', ...rest] = text.split('\n')
      port = Number(first)
      times.splice(0, times.length, ...rest.filter((line) => line !== '').map(Number))
    })
    await once(server.stdout, 'data')
    await run(
      [
        command,
        'reconcile',
        '--no-amounts',
        file,
        '--provider',
        'paymenku',
        '--base-url',
        `http://127.0.0.1:${port}`,
        '--restart',
        '--output',
        `${file}.out`,
      ],
      { CEKSTATUS_PAYMENKU_API_KEY: 'bench' },
    )
    const tookMs = (times.at(-1) ?? Number.NaN) - (times[0] ?? Number.NaN)
    print(
      toTable(
        ['Calls', 'The limit allows them in', 'They took', 'Used of the limit'],
        [
          [
            String(times.length),
            `${windowsMs / 1_000} s`,
            `${(tookMs / 1_000).toFixed(1)} s`,
            (windowsMs / tookMs).toFixed(3),
          ],
        ],
      ),
    )
  } finally {
    server.kill()
  }
}

async function measureStart(): Promise<void> {
  const file = await writeRows('csv', 100)
  const spoken: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds * 5; round += 1) {
    bare.push((await run(['--eval', '0'])).elapsedMs)
    spoken.push(
      (
        await run([
          command,
          'reconcile',
          '--no-amounts',
          file,
          '--mock',
          '--provider',
          'sekalipay',
          '--restart',
          '--output',
          `${file}.out`,
        ])
      ).firstOutputMs,
    )
  }
  print(
    toTable(
      ['What', 'Milliseconds'],
      [
        ['node --eval 0, start to end', median(bare).toFixed(0)],
        ['cekstatus reconcile, start to first output', median(spoken).toFixed(0)],
      ],
    ),
  )
}

interface Run {
  elapsedMs: number
  firstOutputMs: number
  peakBytes: number
  output: string
}

/** Runs Node to its end; Linux alone tells the peak of its memory. */
async function run(words: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, words, {
    env: { PATH: process.env.PATH ?? '', ...env },
    cwd: packed.directory,
  })
  let firstOutputMs = Number.NaN
  let peakBytes = 0
  let output = ''
  let errors = ''
  const spoke = (): void => {
    if (Number.isNaN(firstOutputMs)) firstOutputMs = performance.now() - startedAt
  }
  child.stdout.on('data', (text) => {
    spoke()
    output += String(text)
  })
  child.stderr.on('data', (text) => {
    spoke()
    errors += String(text)
  })
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, readPeak(child.pid))
  }, 100)
  const [code] = (await once(child, 'close')) as [number]
  clearInterval(timer)
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${errors}`)
  return { elapsedMs: performance.now() - startedAt, firstOutputMs, peakBytes, output }
}

function readPeak(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024
  } catch {
    // The process has ended.
    return 0
  }
}

/** Rows that match what the mock, the server and the memory answer. */
async function writeRows(format: string, count: number): Promise<string> {
  const file = join(packed.directory, `rows-${count}.${format}`)
  const stream = createWriteStream(file)
  const written = finished(stream)
  const put = async (text: string): Promise<void> => {
    if (!stream.write(text)) await once(stream, 'drain')
  }
  if (format === 'csv') await put('reference,status,customer,note\n')
  for (let index = 0; index < count; index += 1) {
    const row = {
      reference: `success-${index}`,
      status: 'paid',
      customer: 'Budi Santoso',
      note: `Jl. Merdeka ${index}`,
    }
    if (format === 'csv') await put(`${Object.values(row).join(',')}\n`)
    else if (format === 'ndjson') await put(`${JSON.stringify(row)}\n`)
    else await put(`${index === 0 ? '[' : ','}\n${JSON.stringify(row)}`)
  }
  stream.end(format === 'json' ? '\n]\n' : '')
  await written
  return file
}
