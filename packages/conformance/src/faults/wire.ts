import type { Socket } from 'node:net'

/** One step of a server below HTTP. After the last one it stays silent and keeps the connection open. */
export type WireStep =
  | { write: string | Uint8Array }
  /** Again and again, until the client is gone. */
  | { writeForever: string }
  /** Real time between two pieces. */
  | { pauseMs: number }
  | 'wait until the client has the head'
  | 'let the deadline pass'
  | 'end'
  | 'reset'

/** What a server cannot know by itself. */
export interface WireEvents {
  /** Resolves when the client has read status line and headers. */
  headRead: Promise<void>
  /** Ends the time of the call in progress. */
  passDeadline(): void
}

export async function play(steps: readonly WireStep[], socket: Socket, events: WireEvents): Promise<void> {
  for (const step of steps) {
    if (socket.destroyed) return
    await take(step, socket, events)
  }
}

async function take(step: WireStep, socket: Socket, { headRead, passDeadline }: WireEvents): Promise<void> {
  if (step === 'wait until the client has the head') return headRead
  if (step === 'let the deadline pass') return passDeadline()
  if (step === 'end') return void socket.end()
  if (step === 'reset') return void socket.resetAndDestroy()
  if ('pauseMs' in step) return new Promise((resolve) => setTimeout(resolve, step.pauseMs))
  if ('write' in step) return write(socket, step.write)
  while (!socket.destroyed) await write(socket, step.writeForever)
}

function write(socket: Socket, bytes: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => socket.write(bytes, () => resolve()))
}

/** A status line, and headers that end with the empty line. */
export function writeHead(headers: readonly string[], statusLine = 'HTTP/1.1 200 OK'): WireStep {
  return { write: latin1([statusLine, ...headers, '', ''].join('\r\n')) }
}

/** A whole answer after which the server ends the connection; for headers or bytes that good HTTP does not have. */
export function writeWhole(body: string, headers: readonly string[] = []): readonly WireStep[] {
  return [
    writeHead(['connection: close', `content-length: ${sizeOf(body)}`, ...headers]),
    { write: body },
    'end',
  ]
}

/** One chunk of a chunked body. */
export function writeChunk(text: string): WireStep {
  return { write: `${sizeOf(text).toString(16)}\r\n${text}\r\n` }
}

/** Bytes that a body has as UTF-8. */
export function sizeOf(text: string): number {
  return Buffer.byteLength(text)
}

/** One byte per character, so that a header may have bytes that are no ASCII. */
export function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

/** A head that is cut inside a header. */
export const partOfHead: WireStep = { write: 'HTTP/1.1 200 OK\r\ncontent-le' }

/** The head of an answer that is longer than what any fault sends of it. */
export const headOfMore = writeHead(['content-type: application/json', 'content-length: 100000'])

export const headRead: WireStep = 'wait until the client has the head'

export function firstHalf(text: string): string {
  return text.slice(0, Math.floor(text.length / 2))
}
