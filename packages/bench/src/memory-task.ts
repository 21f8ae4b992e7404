/** What one fresh process asks for. */
export interface MemoryTask {
  references: number
  /** Where the mock is. */
  url: string
  /** Where the packed packages are. */
  directory: string
  inFlight: number
}

export interface PeakMemory {
  /** The most resident memory that was seen. */
  peakBytes: number
  /** Rejections that nobody handled. */
  unhandled: number
}
