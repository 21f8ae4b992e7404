const prefix = 'CEKSTATUS_'

/** Returns `CEKSTATUS_PAYMENKU_API_KEY` for `apiKey` of paymenku. */
export function variableName(provider: string, setting: string): string {
  const words = setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
  return `${prefix}${provider.toUpperCase()}_${words}`
}

/** Returns the provider part of a variable's name; null for variables of other programs. */
export function providerOfVariable(variable: string): string | null {
  if (!variable.startsWith(prefix)) return null
  return variable.slice(prefix.length).split('_', 1)[0]?.toLowerCase() ?? null
}
