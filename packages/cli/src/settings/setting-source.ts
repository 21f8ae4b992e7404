/** One place that settings come from: the environment, a `.env` file or a config file. */
export interface SettingSource {
  /** The file that holds it; null for the environment. */
  file: string | null
  /** Paths in its settings are relative to this folder. */
  folder: string
  /** Which providers it speaks of, as it names them. */
  providers: readonly string[]
  /** What it says about one provider, by the setting's name. */
  section(provider: string): Readonly<Record<string, unknown>>
  /** What one setting is called here: `CEKSTATUS_PAYMENKU_API_KEY`. */
  nameOf(provider: string, setting: string): string
}
