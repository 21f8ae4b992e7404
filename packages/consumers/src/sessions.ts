import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { build } from 'esbuild'
import { Miniflare, type WorkerOptions } from 'miniflare'
import { type PackedPackage, together, workshop } from './packages.ts'
import { cleanEnvironment, runProcess } from './processes.ts'
import { consumersDirectory, readManifest } from './repository.ts'
import { ownRuntime, type Runtime, runtimes, runtimesFor } from './runtimes.ts'

/** Whether a package is for a runtime: libraries are for all, what is for a newer Node only for that. */
export function isFor({ node }: SessionRuntime, { manifest }: PackedPackage): boolean {
  if (node !== undefined) return runtimesFor(manifest.engines?.node).includes(node)
  return manifest.engines?.node === '>=20.19'
}

/** What happened to one thing that a session did. */
export type Outcome<Value> = { value: Value; error?: undefined } | { value?: undefined; error: string }

/** What a session is given; `probes/session.mjs` says what it does with it. */
export interface SessionInput {
  entries: string[]
  questions: { specifier: string; factory: string; options: Record<string, string>; query: object }[]
  examples: { file: string; globals: Record<string, string> }[]
  /** The documented origins and the mocks that stand for them. */
  origins: Record<string, string>
  signing: object
}

export interface SessionReport {
  /** `Bun 1.4.5`: what the runtime calls itself. */
  runtime: string
  entries: Outcome<string[]>[]
  required?: Outcome<string[]>[]
  answers: Outcome<Record<string, unknown>>[]
  examples: Outcome<string[]>[]
  signing: Outcome<SigningReport>
  poorRuntime: Outcome<PoorReport>
}

export interface SigningReport {
  signatures: string[]
  refusals: string[]
  verified: boolean
  verifiedOthers: boolean[]
  bodyHash: string
  hmac: string
  externalId: string
  md5: string[]
}

export interface PoorReport {
  asked: string
  requests: string[]
  refusals: string[]
  others: string[]
}

/** A runtime that does everything in one process. */
export interface SessionRuntime {
  /** `Node 20.20.2`. */
  name: string
  /** Where it is from, as the README says it. */
  source: string
  /** The line of Node, for packages that are for Node alone. */
  node?: Runtime
  /** `.mts` where the runtime reads TypeScript by itself, as it stands in a README; else `.mjs`. */
  extension: '.mts' | '.mjs'
  /** @param environment all the variables that it sees */
  run(input: SessionInput, environment: Record<string, string>): Promise<SessionReport>
}

const { devDependencies = {} } = readManifest(consumersDirectory)
const installed = (...path: string[]): string => join(consumersDirectory, 'node_modules', ...path)

/** An empty home, so that no setting and no cache of the machine takes part. */
function homeEnvironment(): Record<string, string> {
  const home = join(workshop, 'home')
  mkdirSync(home, { recursive: true })
  const { PATH = '', SYSTEMROOT, TMPDIR } = cleanEnvironment()
  return {
    PATH,
    HOME: home,
    USERPROFILE: home,
    ...(SYSTEMROOT === undefined ? {} : { SYSTEMROOT }),
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
  }
}

/** Runs a session as a process of its own. */
function inProcess(
  name: string,
  program: string,
  parameters: string[],
  settings: Record<string, string> = {},
) {
  return async (input: SessionInput, environment: Record<string, string>): Promise<SessionReport> => {
    const path = join(together, `session-${name.replace(/\W/g, '-')}.json`)
    writeFileSync(path, JSON.stringify(input))
    const env = { ...homeEnvironment(), ...settings, ...environment }
    const file = join(together, 'session-process.mjs')
    const output = await runProcess(program, [...parameters, file, path], { cwd: together, env })
    return JSON.parse(output) as SessionReport
  }
}

function nodeSession(node: Runtime): SessionRuntime {
  const name = `Node ${node.version}`
  const extension = Number.parseInt(node.version, 10) < 22 ? '.mjs' : '.mts'
  const source = node === ownRuntime ? 'the repository' : '`node` on npm'
  return { name, source, node, extension, run: inProcess(name, node.path, []) }
}

function bunSession(): SessionRuntime {
  const name = `Bun ${devDependencies.bun}`
  // The npm package gives its binary this name everywhere.
  const program = installed('bun', 'bin', 'bun.exe')
  const run = inProcess(name, program, ['run', '--no-install', '--no-env-file'], { DO_NOT_TRACK: '1' })
  return { name, source: '`bun` on npm', extension: '.mts', run }
}

function denoSession(): SessionRuntime {
  const name = `Deno ${devDependencies.deno}`
  const program = installed('deno', process.platform === 'win32' ? 'deno.exe' : 'deno')
  const offline = ['--no-remote', '--cached-only', '--no-lock', '--no-config', '--node-modules-dir=manual']
  const permissions = [
    '--no-prompt',
    '--allow-env',
    '--allow-net=127.0.0.1',
    `--allow-read=${workshop},${consumersDirectory}`,
  ]
  const settings = {
    DENO_NO_UPDATE_CHECK: '1',
    DENO_DIR: join(workshop, 'deno'),
    NO_COLOR: '1',
  }
  const run = inProcess(name, program, ['run', ...offline, ...permissions], settings)
  return { name, source: '`deno` on npm', extension: '.mts', run }
}

/** The first date from which Workers with their part of Node's modules have `process.env`. */
const compatibilityDate = '2025-04-01'
const nodeCompatibility = { compatibilityFlags: ['nodejs_compat'] }

/** What Cloudflare's own tool does before it hands a Worker to workerd. */
export async function bundleWorker(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: together, loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*'],
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

async function runInWorkerd(
  input: SessionInput,
  environment: Record<string, string>,
): Promise<SessionReport> {
  const files = input.examples.map(({ file }) => file)
  const modules = [...input.entries, ...files, './poor.mjs', '@cekstatus/snap-bi', '@cekstatus/apigames']
  const loaders = modules.map(
    (specifier) => `${JSON.stringify(specifier)}: () => import(${JSON.stringify(specifier)})`,
  )
  const script = await bundleWorker(`
    import { runSession } from './session.mjs'
    const modules = { ${loaders.join(', ')} }
    const runtime = () => navigator.userAgent
    export default {
      async fetch(request) {
        const input = await request.json()
        return Response.json(await runSession({ ...input, runtime }, (specifier) => modules[specifier]()))
      },
    }`)
  return (await askWorker(script, input, { ...nodeCompatibility, bindings: environment })) as SessionReport
}

/** Runs a bundled Worker without any part of Node. */
export function runPlainWorker(script: string): Promise<unknown> {
  return askWorker(script, {}, {})
}

async function askWorker(script: string, input: object, settings: Partial<WorkerOptions>): Promise<unknown> {
  const miniflare = new Miniflare({
    compatibilityDate,
    ...settings,
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: script }],
    cf: false,
    handleRuntimeStdio: (...streams: Readable[]) => streams.forEach((stream) => void stream.resume()),
    telemetry: { enabled: false },
  })
  try {
    const response = await miniflare.dispatchFetch('http://worker.test/', {
      method: 'POST',
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(60_000),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(text)
    return JSON.parse(text)
  } finally {
    await miniflare.dispose()
  }
}

/** Every runtime that the libraries are for. */
export const sessionRuntimes: readonly SessionRuntime[] = [
  ...runtimes.map(nodeSession),
  bunSession(),
  denoSession(),
  { name: 'Cloudflare-Workers', source: '`miniflare` on npm', extension: '.mts', run: runInWorkerd },
]

/** Writes the packages into one file, where they find a `node:crypto` that lacks what a runtime may lack. */
export async function writePoorPackages(): Promise<void> {
  await build({
    entryPoints: [join(together, 'poor-packages.mjs')],
    outfile: join(together, 'poor.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    external: ['node:*'],
    target: 'es2022',
    define: { 'globalThis.process': 'poorProcess' },
    inject: [join(together, 'poor-crypto.mjs')],
    logLevel: 'silent',
  })
}
