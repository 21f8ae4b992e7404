/** One step of a timeline; it ends after the time or the calls, whichever comes first. */
export interface TimelineStep {
  /** The word that holds during the step. */
  situation: string
  /** Milliseconds by the session's clock, from the moment the step begins. */
  forMs?: number
  /** Answers that this step gives. */
  forCalls?: number
}

/** Which step answers a call, and why that one. */
export interface TakenStep {
  situation: string
  /** Counted from 1. */
  step: number
  steps: number
  /** How many answers of the step have been given, this one included. */
  call: number
  /** When the step began, by the session's clock. */
  sinceMs: number
}

/** Where a timeline is. */
export interface TimelineState {
  /** All of them, in order. */
  steps: readonly TimelineStep[]
  /** The step that answered last, counted from 1; 0 before the first call. */
  step: number
  /** Answers that the step has given. */
  callsInStep: number
  /** ISO 8601 in UTC; null before the timeline has begun. */
  stepBeganAt: string | null
}

export interface Timeline {
  readonly steps: readonly TimelineStep[]
  /** Takes the step for one call. Synchronous, so that parallel calls take one after the other. */
  take(nowMs: number): TakenStep
  /** What `take` would give, with nothing taken. */
  peek(nowMs: number): TakenStep
  state(): TimelineState
}

interface Position {
  index: number
  /** Answers that the step has given. */
  calls: number
  beganMs: number | null
}

/** Begins with the first call, or at `beganMs` where that is given. The last step goes on for ever. */
export function createTimeline(
  steps: readonly [TimelineStep, ...TimelineStep[]],
  beganMs: number | null = null,
): Timeline {
  let position: Position = { index: 0, calls: 0, beganMs }
  let lastCallMs: number | null = null
  const stepAt = (index: number): TimelineStep => steps[index] ?? steps[0]

  /** A step that ran out of time ended at that moment; one that ran out of calls ended with its last call. */
  const endOfStep = ({ index, calls }: Position, began: number, nowMs: number): number | null => {
    const { forMs, forCalls } = stepAt(index)
    if (forCalls !== undefined && calls >= forCalls) return lastCallMs ?? nowMs
    if (forMs !== undefined && nowMs - began >= forMs) return began + forMs
    return null
  }

  const positionOfCall = (nowMs: number): Position & { beganMs: number } => {
    let { index, calls } = position
    let began = position.beganMs ?? nowMs
    while (index < steps.length - 1) {
      const end = endOfStep({ index, calls, beganMs: began }, began, nowMs)
      if (end === null) break
      index += 1
      calls = 0
      began = end
    }
    return { index, calls: calls + 1, beganMs: began }
  }

  const takenAt = ({ index, calls, beganMs: sinceMs }: Position & { beganMs: number }): TakenStep => ({
    situation: stepAt(index).situation,
    step: index + 1,
    steps: steps.length,
    call: calls,
    sinceMs,
  })

  return {
    steps,
    take(nowMs) {
      const next = positionOfCall(nowMs)
      position = next
      lastCallMs = nowMs
      return takenAt(next)
    },
    peek: (nowMs) => takenAt(positionOfCall(nowMs)),
    state: () => ({
      steps,
      step: position.calls === 0 ? 0 : position.index + 1,
      callsInStep: position.calls,
      stepBeganAt: position.beganMs === null ? null : new Date(position.beganMs).toISOString(),
    }),
  }
}
