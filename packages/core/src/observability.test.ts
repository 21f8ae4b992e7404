import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { scriptTransport } from './call/test-transport.ts'
import { type CallEvent, type CallEventType, eventTable } from './events/event.ts'
import { acmeBody, createAcme } from './test-provider.ts'

const guidePath = fileURLToPath(new URL('../docs/observability.md', import.meta.url))
const reportsPath = fileURLToPath(new URL('../reports/', import.meta.url))
const guide = readFileSync(guidePath, 'utf8')
const examples = [...guide.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? '')
const query = { merchantReference: 'INV-001' }

/** Imports an example from inside the package, where the package name resolves as it does for users. */
async function load<Module>(index: number): Promise<Module> {
  mkdirSync(reportsPath, { recursive: true })
  const path = `${reportsPath}observability-example-${index}.ts`
  writeFileSync(path, examples[index] ?? '')
  return (await import(pathToFileURL(path).href)) as Module
}

/** Makes one call: the first attempt gets HTTP 503, the second succeeds. */
function retryOnce(onEvent?: (event: CallEvent) => void) {
  const { transport } = scriptTransport([{ status: 503 }, { body: acmeBody() }])
  const retry = { baseDelayMs: 1, random: () => 0 }
  const options = { transport, retry, baseUrl: 'http://127.0.0.1:4101/x' }
  return createAcme(onEvent === undefined ? options : { ...options, onEvent }).getTransactionStatus(query)
}

describe('docs/observability.md', () => {
  it('has the events of the code (pnpm generate)', () => {
    const rows = Object.entries(eventTable).map(
      ([type, { meaning, fields }]) =>
        `| \`${type}\` | ${meaning} | ${Object.entries(fields)
          .map(([name, what]) => `\`${name}\`: ${what}`)
          .join('; ')} |`,
    )
    const table = ['| Event | When | Fields |', '| --- | --- | --- |', ...rows].join('\n')
    const wanted = guide.replace(
      /<!-- events -->[\s\S]*?<!-- \/events -->/,
      () => `<!-- events -->\n${table}\n<!-- /events -->`,
    )
    if (process.env.GENERATE === '1') writeFileSync(guidePath, wanted)
    else expect(guide).toBe(wanted)
  })

  it('names every channel', () => {
    for (const type of Object.keys(eventTable)) expect(guide).toContain(`\`cekstatus:${type}\``)
  })

  it('describes every field of the events', async () => {
    const seen = new Map<CallEventType, string[]>()
    await retryOnce((event) => {
      seen.set(event.type, Object.keys(event))
    })
    const common = ['type', 'provider', 'callId', 'attempt', 'at']
    for (const [type, names] of seen) {
      expect(names.sort()).toEqual([...common, ...Object.keys(eventTable[type].fields)].sort())
    }
    expect([...seen.keys()].sort()).toEqual(['request', 'response', 'retry'])
  })

  it('has an example that logs JSON lines', async () => {
    const { logEvent } = await load<{ logEvent: (event: CallEvent) => void }>(0)
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    try {
      await retryOnce(logEvent)
      const types = log.mock.calls.map(([line]) => JSON.parse(String(line)).type)
      expect(types).toEqual(['request', 'response', 'retry', 'request', 'response'])
    } finally {
      log.mockRestore()
    }
  })

  it('has an example that counts outcomes on a channel', async () => {
    type Counting = { counts: Map<string, number>; stop: () => void }
    const { countOutcomes } = await load<{ countOutcomes: () => Counting }>(1)
    const { counts, stop } = countOutcomes()
    await retryOnce()
    stop()
    await retryOnce()
    expect([...counts]).toEqual([
      ['acme PROVIDER_UNAVAILABLE', 1],
      ['acme success', 1],
    ])
  })

  describe('OpenTelemetry example of docs/observability.md', () => {
    const exporter = new InMemorySpanExporter()
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
    beforeAll(() => {
      trace.setGlobalTracerProvider(provider)
      context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
    })
    afterAll(async () => {
      await provider.shutdown()
      trace.disable()
      context.disable()
    })

    it('creates a span per request under the span of the caller', async () => {
      const { createTracing } = await load<{ createTracing: () => (event: CallEvent) => void }>(2)
      const tracing = createTracing()
      await trace.getTracer('test').startActiveSpan('checkout', async (span) => {
        await retryOnce(tracing)
        span.end()
      })
      const [first, second, checkout, ...rest] = exporter.getFinishedSpans()
      expect(rest).toEqual([])
      expect(checkout?.name).toBe('checkout')
      expect(checkout?.events).toMatchObject([
        { name: 'cekstatus.retry', attributes: { 'cekstatus.delay_ms': 1 } },
      ])
      const common = {
        'http.request.method': 'GET',
        'server.address': '127.0.0.1',
        'server.port': 4101,
        'cekstatus.provider': 'acme',
        'cekstatus.purpose': 'inquiry',
      }
      for (const span of [first, second]) {
        expect([span?.name, span?.kind]).toEqual(['GET', SpanKind.CLIENT])
        expect(span?.parentSpanContext?.spanId).toBe(checkout?.spanContext().spanId)
      }
      expect(first?.attributes).toEqual({
        ...common,
        'http.response.status_code': 503,
        'error.type': 'PROVIDER_UNAVAILABLE',
      })
      expect(first?.status.code).toBe(SpanStatusCode.ERROR)
      expect(second?.attributes).toEqual({
        ...common,
        'http.request.resend_count': 1,
        'http.response.status_code': 200,
        'cekstatus.status': 'success',
      })
      expect(second?.status.code).toBe(SpanStatusCode.UNSET)
    })
  })
})
