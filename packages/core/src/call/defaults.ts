/** For one HTTP attempt. */
export const defaultTimeoutMs = 15_000
/** For one whole call. */
export const defaultDeadlineMs = 60_000
/** Of an answer, decoded: 1 MiB. */
export const defaultMaxBodyBytes = 1_048_576
