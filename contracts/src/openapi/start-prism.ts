import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const prismPath = createRequire(import.meta.url).resolve('@stoplight/prism-cli/dist/index.js')
const startTimeoutMs = 120_000

export interface Prism {
  url: string
  close(): Promise<void>
}

/**
 * Starts `prism` on a free port, in the folder `contracts`.
 * @param argv such as `['proxy', document, upstream, '--errors']`, which forwards what it finds valid, and answers in the
 * provider's place where request or answer are not what the document says
 * @throws Error with what Prism printed where it does not come up
 */
export async function startPrism(argv: readonly string[]): Promise<Prism> {
  const options = ['--host', '127.0.0.1', '--port', '0']
  const child = spawn(process.execPath, [prismPath, ...argv, ...options], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const close = async (): Promise<void> => {
    child.kill()
    await ended
  }
  let printed = ''
  const url = new Promise<string>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`Prism ${why}:\n${printed}`))
    const timer = setTimeout(() => fail('did not start in time'), startTimeoutMs)
    const read = (chunk: Buffer): void => {
      printed += chunk.toString()
      const address = /is listening on (http:\S+)/.exec(printed)?.[1]
      if (address !== undefined) resolve(address)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', (error) => fail(`cannot be started, ${error.message}`))
    child.once('close', () => fail('ended'))
    ended.then(() => clearTimeout(timer))
  })
  try {
    return { url: await url, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** What Prism says against a request or an answer; null where it only passed an answer on. */
export async function readViolation(response: Response): Promise<string | null> {
  const header = response.headers.get('sl-violations')
  const isProblem = response.headers.get('content-type') === 'application/problem+json'
  if (header === null && !isProblem) return null
  return `${response.status} ${await response.clone().text()} ${header ?? ''}`.trim()
}
