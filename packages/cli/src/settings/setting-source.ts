/** A source of settings: the environment, a `.env` file or a config file. */
export interface SettingSource {
  /** Null for the environment. */
  file: string | null
  /** Paths in the settings are relative to this directory. */
  folder: string
  /** Providers with settings, as the source names them. */
  providers: readonly string[]
  /** The settings of one provider, by name. */
  section(provider: string): Readonly<Record<string, unknown>>
  /** The source's name of a setting: `CEKSTATUS_PAYMENKU_API_KEY`. */
  nameOf(provider: string, setting: string): string
}
