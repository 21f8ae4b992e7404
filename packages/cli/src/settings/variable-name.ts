const prefix = 'CEKSTATUS_'

/** `apiKey` of paymenku is `CEKSTATUS_PAYMENKU_API_KEY`. */
export function variableName(provider: string, setting: string): string {
  const words = setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
  return `${prefix}${provider.toUpperCase()}_${words}`
}

/** The provider that a variable is about, as it stands there; null for variables of other programs. */
export function providerOfVariable(variable: string): string | null {
  if (!variable.startsWith(prefix)) return null
  return variable.slice(prefix.length).split('_', 1)[0]?.toLowerCase() ?? null
}
