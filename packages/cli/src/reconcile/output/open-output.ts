import { open, rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { UsageError } from '../../usage-error.ts'

const piecesPerWrite = 65_536

/** The destination of rows. */
export interface Output {
  write(text: string): Promise<void>
  /** Completes the output; a file gets its name now. */
  finish(): Promise<void>
  /** Removes an unfinished output. */
  discard(): Promise<void>
}

/**
 * Writes a temporary file in the same directory and renames it when complete and synced, so that the file is always
 * complete, even if the process is killed.
 */
export async function openFileOutput(path: string): Promise<Output> {
  const unfinished = `${path}.unfinished`
  const refuse = (error: NodeJS.ErrnoException): never => {
    throw new UsageError(
      `${path} cannot be written (${error.code})`,
      'the responses are kept; fix the cause and run the same command again',
    )
  }
  const file = await open(unfinished, 'w').catch(refuse)
  const buffer = createBuffer((text) => file.writeFile(text).catch(refuse))
  return {
    write: buffer.write,
    async finish() {
      await buffer.flush()
      await file.sync().catch(refuse)
      await file.close()
      await rename(unfinished, path).catch(refuse)
    },
    async discard() {
      await file.close()
      await rm(unfinished, { force: true })
    },
  }
}

/** Waits for a slow reader instead of buffering in memory. */
export function openStreamOutput(stream: Writable, signal: AbortSignal): Output {
  const buffer = createBuffer(async (text) => {
    signal.throwIfAborted()
    if (stream.write(text)) return
    await new Promise<void>((resolve) => {
      const proceed = (): void => {
        stream.off('drain', proceed)
        signal.removeEventListener('abort', proceed)
        resolve()
      }
      stream.on('drain', proceed)
      signal.addEventListener('abort', proceed)
    })
    signal.throwIfAborted()
  })
  return { write: buffer.write, finish: buffer.flush, discard: async () => undefined }
}

function createBuffer(put: (text: string) => Promise<void>): {
  write: Output['write']
  flush(): Promise<void>
} {
  let pending = ''
  const flush = async (): Promise<void> => {
    const text = pending
    pending = ''
    if (text !== '') await put(text)
  }
  return {
    flush,
    async write(text) {
      pending += text
      if (pending.length >= piecesPerWrite) await flush()
    },
  }
}
