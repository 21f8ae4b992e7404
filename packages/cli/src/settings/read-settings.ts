import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { SettingDescription } from '@cekstatus/core/provider'
import { didYouMean } from '../nearest-name.ts'
import { loadProvider, providerNames } from '../providers/load-provider.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { findConfigFile, readConfigFile } from './config-file.ts'
import { parseVariables } from './parse-variables.ts'
import { isWorldReadable, readSmallFile } from './read-file.ts'
import { commonSettings, fileSetting, findProblems, listNames } from './setting-schema.ts'
import type { SettingSource } from './setting-source.ts'
import { variableName } from './variable-name.ts'
import { createVariableSource } from './variable-source.ts'

/** Sources of settings besides the environment. */
export interface SettingsLocation {
  /** Config file. Default: the nearest `cekstatus.config.json` in the working directory or above. */
  config?: string | undefined
  /** File with variables. Default: `.env` in the working directory. */
  dotenv?: string | undefined
  /** The same by the name of Node's own option. */
  envFile?: string | undefined
}

/** A setting with its origin. */
export interface FoundSetting {
  name: string
  value: unknown
  secret: boolean
  /** For messages: `CEKSTATUS_PAYMENKU_API_KEY in .env`. */
  origin: string
  /** The file with the value, which may change while the command runs; null for a value in the source itself. */
  file: string | null
}

/** The configuration of one provider. */
export interface ProviderSettings {
  found: readonly FoundSetting[]
  /** Required settings without a value. */
  missing: readonly string[]
}

export interface SettingsReader {
  /** @throws UsageError with source, setting and fix */
  read(provider: string): Promise<ProviderSettings>
}

/** Reads settings from the environment, `.env` and the config file. The first source with a value wins. */
export function createSettingsReader(terminal: Terminal, location: SettingsLocation): SettingsReader {
  const described = new Map<string, readonly SettingDescription[]>()
  const settingNames = (provider: string) => listNames(described.get(provider) ?? [])
  let sources: readonly SettingSource[] | undefined
  const warned = new Set<string>()

  const warnIfReadable = (file: string): void => {
    if (warned.has(file) || !isWorldReadable(file)) return
    warned.add(file)
    const text = `${file} contains secrets and is readable by all users of this machine; run: chmod 600 ${file}`
    terminal.note(`${terminal.styleNote('yellow', 'warning')} ${text}`)
  }

  return {
    async read(provider) {
      const { settings } = (await loadProvider(provider)).description
      described.set(provider, settings)
      sources ??= openSources(terminal, location, settingNames)
      const found = new Map<string, FoundSetting>()
      for (const source of sources) {
        const section = checkSection(source, provider, settings)
        for (const setting of [...settings, ...commonSettings]) {
          const value = readValue(source, provider, setting, section, warnIfReadable)
          if (value === null || found.has(setting.name)) continue
          found.set(setting.name, value)
          if (setting.secret && source.file !== null) warnIfReadable(source.file)
        }
      }
      const required = settings.filter((setting) => setting.required).map(({ name }) => name)
      return { found: [...found.values()], missing: required.filter((name) => !found.has(name)) }
    },
  }
}

function openSources(
  { env, cwd }: Terminal,
  { config, dotenv, envFile = dotenv }: SettingsLocation,
  settingNames: (provider: string) => readonly string[],
): SettingSource[] {
  const variableFile = envFile === undefined ? join(cwd, '.env') : resolve(cwd, envFile)
  const configFile = config === undefined ? findConfigFile(cwd) : resolve(cwd, config)
  const sources = [createVariableSource(env, { file: null, folder: cwd, settingNames })]
  if (envFile !== undefined || existsSync(variableFile)) {
    const variables = parseVariables(readSmallFile(variableFile, 'the file with variables'), variableFile)
    const place = { file: variableFile, folder: dirname(variableFile), settingNames }
    sources.push(createVariableSource(variables, place))
  }
  if (configFile !== null) sources.push(readConfigFile(configFile))
  for (const source of sources) checkProviders(source)
  return sources
}

/** A misspelled provider would leave its settings unused. */
function checkProviders({ file, providers }: SettingSource): void {
  const unknown = providers.find((name) => !providerNames.includes(name))
  if (unknown === undefined) return
  throw new UsageError(
    `${file ?? 'the environment'} has settings for unknown provider "${unknown}"${didYouMean(unknown, providerNames)}`,
    `known providers: ${providerNames.join(', ')}`,
  )
}

function checkSection(
  source: SettingSource,
  provider: string,
  settings: readonly SettingDescription[],
): Readonly<Record<string, unknown>> {
  const section = source.section(provider)
  const [problem] = findProblems(section, settings)
  if (problem === undefined) return section
  const place = locate(source, provider, problem.name)
  if (problem.fix !== null) throw new UsageError(`${place} ${problem.fix}`)
  const known = listNames(settings).map((name) => source.nameOf(provider, name))
  const suggestion = didYouMean(source.nameOf(provider, problem.name), known)
  throw new UsageError(`unknown setting ${place}${suggestion}`, `known settings: ${known.join(', ')}`)
}

/** Describes the place of a setting: `CEKSTATUS_PAYMENKU_API_KEY in the environment`. */
function locate(source: SettingSource, provider: string, setting: string): string {
  return `${source.nameOf(provider, setting)} in ${source.file ?? 'the environment'}`
}

/** Reads a setting or the file that it names; null if the source has neither. */
function readValue(
  source: SettingSource,
  provider: string,
  setting: SettingDescription,
  section: Readonly<Record<string, unknown>>,
  warnIfReadable: (file: string) => void,
): FoundSetting | null {
  const { name, secret } = setting
  const value = section[name]
  if (value !== undefined) {
    const origin = locate(source, provider, name)
    if (secret) refuseQuotes(value, origin)
    return { name, value: readMultiline(value, setting), secret, origin, file: null }
  }
  const path = section[fileSetting(name)]
  if (!secret || typeof path !== 'string') return null
  const origin = locate(source, provider, fileSetting(name))
  const file = resolve(source.folder, path)
  const text = readSecretFile(file, origin)
  warnIfReadable(file)
  return { name, value: readMultiline(text, setting), secret, origin, file }
}

/** Some programs that set variables, such as Docker, keep the quotation marks of a file. */
function refuseQuotes(value: unknown, origin: string): void {
  if (typeof value !== 'string' || !/^(["']).*\1$/s.test(value)) return
  throw new UsageError(`${origin} is in quotation marks`, 'remove the quotation marks')
}

/** Accepts the base64 of a PEM file, and line ends that were escaped more than once. */
function readMultiline(value: unknown, { multiline }: SettingDescription): unknown {
  if (multiline !== true || typeof value !== 'string') return value
  const decoded = Buffer.from(value, 'base64').toString('latin1')
  return (decoded.startsWith('-----BEGIN') ? decoded : value).replace(/(?:\\+r)?\\+n/g, '\n')
}

/** Reads a file with one secret, without trailing white space. */
export function readSecretFile(file: string, origin: string): string {
  return readSmallFile(file, `${origin}: file`).trimEnd()
}

/** Creates the error for missing settings, with the places to set them. */
export function notConfigured(provider: string, missing: readonly string[]): UsageError {
  const variables = missing.map((name) => variableName(provider, name)).join(', ')
  const paths = missing.map((name) => `providers.${provider}.${name}`).join(', ')
  return new UsageError(
    `${provider} is not configured: missing ${missing.join(', ')}`,
    `set ${variables} in the environment or in .env, set ${paths} in cekstatus.config.json, or try --mock`,
  )
}
