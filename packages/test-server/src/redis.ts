import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RedisServer {
  url: string
  /** Kills it with its data. */
  kill(): Promise<void>
  /** Starts it again on the same port, without data. */
  restart(): Promise<void>
  /** Stops it with its connections open, until `thaw`. */
  freeze(): void
  thaw(): void
  close(): Promise<void>
}

/** Starts Debian's `redis-server` on a free loopback port, without persistence. */
export async function startRedisServer(): Promise<RedisServer> {
  const port = await findFreePort()
  const directory = mkdtempSync(join(tmpdir(), 'cekstatus-redis-'))
  let server = await start(port, directory)
  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const gone = new Promise((resolve) => server.once('close', resolve))
    server.kill('SIGKILL')
    await gone
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    restart: async () => {
      server = await start(port, directory)
    },
    freeze: () => server.kill('SIGSTOP'),
    thaw: () => server.kill('SIGCONT'),
    close: async () => {
      await kill()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function start(port: number, directory: string): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const server = spawn('redis-server', [...options, '--dir', directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(`redis-server must be installed: ${error.message}`)))
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)))
    server.stdout.on('data', (chunk) => {
      if (String(chunk).includes('Ready to accept connections')) resolve(server)
    })
  })
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
