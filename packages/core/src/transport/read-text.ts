import { collectText } from './text-collector.ts'

/**
 * Decodes a stream as UTF-8; null when it has more bytes than the cap. The stream is given up at the cap and as soon
 * as the signal is aborted.
 *
 * @throws whatever reading throws; the signal's reason when it is aborted
 */
export async function readText(
  stream: ReadableStream<Uint8Array>,
  maxBodyBytes: number,
  signal: AbortSignal,
): Promise<string | null> {
  const reader = stream.getReader()
  // Ends a read that is under way, also of a stream that knows nothing of the signal.
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
