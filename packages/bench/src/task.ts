/** What one fresh process measures. */
export interface Task {
  candidate: string
  port: number
  /** Where the packed packages are. */
  directory: string
  inFlight: number
  warmUpCalls: number
  calls: number
}

export interface Taken {
  callsPerSecond: number
  /** User and system time of the process that calls. */
  cpuMicrosecondsPerCall: number
}
