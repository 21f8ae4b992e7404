import { join } from 'node:path'
import { build } from 'esbuild'
import { rolldown } from 'rolldown'
import webpack from 'webpack'

export type Format = 'esm' | 'cjs' | 'script'

export interface Bundling {
  /** The file to begin with. */
  entry: string
  /** Where the bundle goes: one file that needs no other. */
  directory: string
  platform: 'node' | 'browser'
  format: Format
}

export interface Bundler {
  name: string
  formats: Record<Bundling['platform'], Format[]>
  /** Returns the bundle's path; rejects for an error, and for a warning. */
  bundle(bundling: Bundling): Promise<string>
}

const fileOf = ({ directory, format }: Bundling): string =>
  join(directory, `bundle.${format === 'cjs' ? 'cjs' : format === 'esm' ? 'mjs' : 'js'}`)

function refuseWarnings(warnings: readonly unknown[]): void {
  if (warnings.length > 0) throw new Error(warnings.map((warning) => JSON.stringify(warning)).join('\n'))
}

const esbuild: Bundler = {
  name: 'esbuild',
  formats: { node: ['esm', 'cjs'], browser: ['esm', 'script'] },
  async bundle(bundling) {
    const outfile = fileOf(bundling)
    const format = bundling.format === 'script' ? 'iife' : bundling.format
    const { warnings } = await build({
      entryPoints: [bundling.entry],
      outfile,
      bundle: true,
      minify: true,
      platform: bundling.platform,
      format,
      // Modules are strict by themselves.
      banner: { js: format === 'esm' ? '' : '"use strict";' },
      logLevel: 'silent',
    })
    refuseWarnings(warnings)
    return outfile
  },
}

const rolldownBundler: Bundler = {
  name: 'rolldown',
  formats: { node: ['esm', 'cjs'], browser: ['esm', 'script'] },
  async bundle(bundling) {
    const warnings: unknown[] = []
    const build = await rolldown({
      input: bundling.entry,
      platform: bundling.platform,
      onLog: (level, log) => void (level === 'warn' && warnings.push(log.message)),
    })
    const file = fileOf(bundling)
    const format = bundling.format === 'script' ? 'iife' : bundling.format
    await build.write({ file, format, strict: true, codeSplitting: false })
    await build.close()
    refuseWarnings(warnings)
    return file
  },
}

const webpackBundler: Bundler = {
  name: 'webpack',
  formats: { node: ['cjs'], browser: ['script'] },
  bundle(bundling) {
    const file = fileOf(bundling)
    const compiler = webpack({
      mode: 'production',
      entry: bundling.entry,
      target: bundling.platform === 'node' ? 'node20' : 'web',
      output: { path: bundling.directory, filename: file.slice(bundling.directory.length + 1) },
      performance: { hints: false },
      // One file, as the others write it.
      optimization: { splitChunks: false },
    })
    return new Promise((resolve, reject) => {
      compiler.run((error, stats) => {
        const complaints = stats?.toJson({ all: false, errors: true, warnings: true })
        compiler.close(() => {
          if (error) reject(error)
          else if (stats?.hasErrors() || stats?.hasWarnings()) reject(new Error(JSON.stringify(complaints)))
          else resolve(file)
        })
      })
    })
  },
}

export const bundlers: readonly Bundler[] = [esbuild, rolldownBundler, webpackBundler]
