import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import type { SettingDescription } from '@cekstatus/core/provider'
import { loadProvider, providerNames } from '../providers/load-provider.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { findConfigFile, readConfigFile } from './config-file.ts'
import { isWorldReadable, readSmallFile } from './read-file.ts'
import { commonSettings, fileSetting, findProblems, listNames } from './setting-schema.ts'
import type { SettingSource } from './setting-source.ts'
import { variableName } from './variable-name.ts'
import { createVariableSource } from './variable-source.ts'

/** Where settings are looked for besides the environment. */
export interface SettingsLocation {
  /** A config file; the nearest `cekstatus.config.json` upwards from the working folder unless said. */
  config?: string | undefined
  /** A file of variables; `.env` in the working folder unless said. */
  envFile?: string | undefined
}

/** One setting that was found. */
export interface FoundSetting {
  name: string
  value: unknown
  secret: boolean
  /** How a person finds it: `CEKSTATUS_PAYMENKU_API_KEY in .env`. */
  origin: string
  /** The file that holds it, where one does; it may be written anew while the command runs. */
  file: string | null
}

/** What is configured for one provider. */
export interface ProviderSettings {
  found: readonly FoundSetting[]
  /** Required settings that no source has. */
  missing: readonly string[]
}

export interface SettingsReader {
  /** @throws UsageError naming source, setting and fix */
  read(provider: string): Promise<ProviderSettings>
}

/** Reads settings from the environment, then `.env`, then a config file: the first that has one decides. */
export function createSettingsReader(terminal: Terminal, location: SettingsLocation): SettingsReader {
  const described = new Map<string, readonly SettingDescription[]>()
  const settingNames = (provider: string) => listNames(described.get(provider) ?? [])
  let sources: readonly SettingSource[] | undefined
  const warned = new Set<string>()

  const warnIfReadable = (file: string): void => {
    if (warned.has(file) || !isWorldReadable(file)) return
    warned.add(file)
    const text = `${file} holds secrets, and every user of this machine may read it; run: chmod 600 ${file}`
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
  { config, envFile }: SettingsLocation,
  settingNames: (provider: string) => readonly string[],
): SettingSource[] {
  const variableFile = envFile === undefined ? join(cwd, '.env') : resolve(cwd, envFile)
  const configFile = config === undefined ? findConfigFile(cwd) : resolve(cwd, config)
  const sources = [createVariableSource(env, { file: null, folder: cwd, settingNames })]
  if (envFile !== undefined || existsSync(variableFile)) {
    const variables = parseEnv(readSmallFile(variableFile, 'the file of variables')) as Record<string, string>
    const place = { file: variableFile, folder: dirname(variableFile), settingNames }
    sources.push(createVariableSource(variables, place))
  }
  if (configFile !== null) sources.push(readConfigFile(configFile))
  for (const source of sources) checkProviders(source)
  return sources
}

/** A misspelt provider would be settings that nobody reads. */
function checkProviders({ file, providers }: SettingSource): void {
  const unknown = providers.find((name) => !providerNames.includes(name))
  if (unknown === undefined) return
  throw new UsageError(
    `${file ?? 'the environment'} has settings of "${unknown}", which is no provider`,
    `known are ${providerNames.join(', ')}`,
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
  const known = listNames(settings).map((name) => source.nameOf(provider, name))
  throw new UsageError(
    `${locate(source, provider, problem.name)}: ${problem.fix ?? 'no such setting'}`,
    problem.fix === null ? `known are ${known.join(', ')}` : null,
  )
}

/** How a person finds a setting: `CEKSTATUS_PAYMENKU_API_KEY in the environment`. */
function locate(source: SettingSource, provider: string, setting: string): string {
  return `${source.nameOf(provider, setting)} in ${source.file ?? 'the environment'}`
}

/** The setting itself, or the text of the file that it names; null where the source has neither. */
function readValue(
  source: SettingSource,
  provider: string,
  { name, secret }: SettingDescription,
  section: Readonly<Record<string, unknown>>,
  warnIfReadable: (file: string) => void,
): FoundSetting | null {
  const value = section[name]
  if (value !== undefined) return { name, value, secret, origin: locate(source, provider, name), file: null }
  const path = section[fileSetting(name)]
  if (!secret || typeof path !== 'string') return null
  const origin = locate(source, provider, fileSetting(name))
  const file = resolve(source.folder, path)
  const text = readSecretFile(file, origin)
  warnIfReadable(file)
  return { name, value: text, secret, origin, file }
}

/** The text of a file that holds one secret, without the line feed at its end. */
export function readSecretFile(file: string, origin: string): string {
  return readSmallFile(file, `${origin}: the file`).trimEnd()
}

/** The error for a provider that cannot be asked yet; it says where the missing settings may be put. */
export function notConfigured(provider: string, missing: readonly string[]): UsageError {
  const variables = missing.map((name) => variableName(provider, name)).join(', ')
  const paths = missing.map((name) => `providers.${provider}.${name}`).join(', ')
  return new UsageError(
    `${provider} is not configured: ${missing.join(', ')} missing`,
    `set ${variables} in the environment or in .env, or ${paths} in cekstatus.config.json; or try with --mock`,
  )
}
