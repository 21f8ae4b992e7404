import type { SettingSource } from './setting-source.ts'
import { providerOfVariable, variableName } from './variable-name.ts'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Reads settings from variables of the environment or of a `.env` file. Empty variables are ignored. A variable that is
 * no setting of its provider keeps its name, so that a misspelled one is reported.
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
            return [setting, convert(setting, value)]
          }),
      )
    },
    nameOf: (provider, setting) =>
      setting.startsWith('CEKSTATUS_') ? setting : variableName(provider, setting),
  }
}

/** Converts numbers and booleans; the schema rejects any other text. */
function convert(setting: string, value: string | undefined): unknown {
  if (setting === 'allowInsecureHttp' && (value === 'true' || value === 'false')) return value === 'true'
  return setting.endsWith('Ms') && value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : value
}
