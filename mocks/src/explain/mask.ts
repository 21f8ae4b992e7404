import type { ExplanationStage, LikelyMistake, SignatureExplanation } from './explanation.ts'

/** Says which mode a key is for, and is printed in the providers' pages; the secret begins after it. */
const publicPrefix = /^(sk|pk)_(live|test)_/

const shownCharacters = 4

/** A credential as it may be shown: its public prefix or first four characters, and its length. */
export const maskSecret = (text: string): string => {
  if (text === '') return '(empty)'
  const prefix = publicPrefix.exec(text)?.[0] ?? (text.length >= 20 ? text.slice(0, shownCharacters) : '')
  const count = text.length === 1 ? '1 character' : `${text.length} characters`
  return `${prefix}… (${count})`
}

const clipLimit = 600

/** Keeps an explanation small whatever was sent. */
export const clip = (text: string, limit = clipLimit): string =>
  text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length} characters)`

/** Shorter texts stand in ordinary words too; replacing them would garble the page and hide nothing. */
const shortestSecret = 8

/**
 * The last gate before an explanation leaves: every secret that is known, the right one and the one received,
 * is replaced wherever it still stands.
 */
export const withoutSecrets = (
  explanation: SignatureExplanation,
  secrets: ReadonlyArray<{ name: string; text: string }>,
): SignatureExplanation => {
  const known = secrets
    .filter(({ text }) => text.length >= shortestSecret)
    .sort((left, right) => right.text.length - left.text.length)
  const hide = (text: string): string =>
    known.reduce((shown, secret) => shown.replaceAll(secret.text, `<${secret.name}>`), text)
  const hideStage = (stage: ExplanationStage): ExplanationStage => ({
    ...stage,
    expected: hide(stage.expected),
    received: stage.received === null ? null : hide(stage.received),
  })
  const hideMistake = (mistake: LikelyMistake): LikelyMistake => ({
    ...mistake,
    what: hide(mistake.what),
    fix: hide(mistake.fix),
  })
  return {
    ...explanation,
    summary: hide(explanation.summary),
    stages: explanation.stages.map(hideStage),
    mistakes: explanation.mistakes.map(hideMistake),
  }
}
