import type { SettingSource } from './setting-source.ts'
import { providerOfVariable, variableName } from './variable-name.ts'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Settings from variables, of the environment or of a `.env` file. An empty variable is none. A variable of a provider
 * that is none of its settings is kept under its own name, so that a misspelt one is refused and not overlooked.
 */
export function createVariableSource(
  variables: Variables,
  place: { file: string | null; folder: string; settingNames: (provider: string) => readonly string[] },
): SettingSource {
  const own = Object.entries(variables).filter(
    ([name, value]) => providerOfVariable(name) !== null && value !== undefined && value !== '',
  )
  return {
    file: place.file,
    folder: place.folder,
    providers: [...new Set(own.map(([name]) => providerOfVariable(name) ?? ''))],
    section: (provider) => {
      const settingOf = new Map(
        place.settingNames(provider).map((setting) => [variableName(provider, setting), setting]),
      )
      return Object.fromEntries(
        own
          .filter(([name]) => providerOfVariable(name) === provider)
          .map(([name, value]) => {
            const setting = settingOf.get(name) ?? name
            return [setting, setting.endsWith('Ms') ? readNumber(value) : value]
          }),
      )
    },
    nameOf: (provider, setting) =>
      setting.startsWith('CEKSTATUS_') ? setting : variableName(provider, setting),
  }
}

/** Variables are text; what is no number is left for the check to refuse. */
function readNumber(value: string | undefined): unknown {
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : value
}
