/** What control said against a request: `field` names the part of it that is wrong. */
export class ControlFailure extends Error {
  /**
   * @param {string} message
   * @param {string | null} field
   */
  constructor(message, field) {
    super(message)
    this.field = field
  }
}

/**
 * Asks control; a body goes out as JSON.
 * @param {string} method
 * @param {string} path after `/api/`
 * @param {unknown} [body]
 * @returns {Promise<any>} undefined where the answer has no body
 */
export async function askControl(method, path, body) {
  const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) }
  const response = await fetch(`/api/${path}`, init).catch(() => null)
  if (response === null) throw new ControlFailure('No response from the mocks. Are they still running?', null)
  if (response.status === 204) return undefined
  const answer = await response.json().catch(() => ({ error: `control returned HTTP ${response.status}` }))
  if (!response.ok) throw new ControlFailure(answer.error, answer.field ?? null)
  return answer
}

/** @param {string} session */
export function sessionPath(session) {
  return `sessions/${encodeURIComponent(session)}`
}
