import { collectText } from './text-collector.ts'

/**
 * Decodes a stream as UTF-8; null when it has more bytes than the cap. Cancels the stream at the cap and when the signal
 * is aborted.
 *
 * @throws what reading throws, or the signal's reason
 */
export async function readText(
  stream: ReadableStream<Uint8Array>,
  maxBodyBytes: number,
  signal: AbortSignal,
): Promise<string | null> {
  const reader = stream.getReader()
  // Ends a pending read, also of a stream that ignores the signal.
  const giveUp = (): void => void reader.cancel().catch(() => undefined)
  const text = collectText(maxBodyBytes)
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    for (;;) {
      if (signal.aborted) throw signal.reason
      const { done, value } = await reader.read()
      if (signal.aborted) throw signal.reason
      if (done) return text.end()
      if (!text.add(value)) {
        giveUp()
        return null
      }
    }
  } catch (error) {
    giveUp()
    throw error
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}
