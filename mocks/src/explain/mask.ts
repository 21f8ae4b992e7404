import type { SignatureExplanation } from './explanation.ts'

/** Names the mode of a key and appears on the providers' pages; the secret begins after it. */
const publicPrefix = /^(sk|pk)_(live|test)_/

const shownCharacters = 4

/** Returns a credential's public prefix or first four characters, and its length. */
export function maskSecret(text: string): string {
  if (text === '') return '(empty)'
  const prefix = publicPrefix.exec(text)?.[0] ?? (text.length >= 20 ? text.slice(0, shownCharacters) : '')
  const count = text.length === 1 ? '1 character' : `${text.length} characters`
  return `${prefix}… (${count})`
}

/** Keeps an explanation small whatever was sent. */
export function clip(text: string, limit = 600): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length} characters)`
}

/** Shorter texts also occur in ordinary words; replacing them would garble the page and hide nothing. */
const shortestSecret = 8

export interface NamedSecret {
  name: string
  text: string
}

/** Replaces every known secret, expected or received, by its name: the last gate before an explanation leaves. */
export function withoutSecrets(
  explanation: SignatureExplanation,
  secrets: readonly NamedSecret[],
): SignatureExplanation {
  const known = secrets
    .filter(({ text }) => text.length >= shortestSecret)
    .sort((left, right) => right.text.length - left.text.length)
  const hide = (text: string) =>
    known.reduce((shown, secret) => shown.replaceAll(secret.text, `<${secret.name}>`), text)
  return {
    ...explanation,
    summary: hide(explanation.summary),
    stages: explanation.stages.map((stage) => ({
      ...stage,
      expected: hide(stage.expected),
      received: stage.received && hide(stage.received),
    })),
    mistakes: explanation.mistakes.map((mistake) => ({ ...mistake, fix: hide(mistake.fix) })),
  }
}
