import type { Readable, Writable } from 'node:stream'
import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]
type OutputStream = Writable & { isTTY?: boolean; columns?: number }

/** Everything that a command may touch of the process that runs it. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly stdin: Readable
  /** The result, which other programs may read. */
  readonly stdout: OutputStream
  /** Progress, warnings and errors, for people. */
  readonly stderr: OutputStream
  /** Ends everything: Ctrl-C, SIGTERM, or a reader of the output that went away. */
  readonly signal: AbortSignal
  /** Writes text and a line feed to `stdout`. */
  print(text: string): void
  /** Writes text and a line feed to `stderr`. */
  note(text: string): void
  /** Colors text for `stdout`, where it is a terminal or FORCE_COLOR is set, and NO_COLOR is not. */
  style(style: Style, text: string): string
  /** The same for `stderr`. */
  styleNote(style: Style, text: string): string
}

export interface TerminalParts {
  env: Terminal['env']
  cwd: string
  stdin: Readable
  stdout: OutputStream
  stderr: OutputStream
  signal: AbortSignal
}

export function createTerminal(parts: TerminalParts): Terminal {
  const { stdout, stderr } = parts
  return {
    ...parts,
    print: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    style: createStyle(stdout),
    styleNote: createStyle(stderr),
  }
}

/** Asked once for each stream with one style, because the first Node with this function answers wrong for several. */
function createStyle(stream: OutputStream): Terminal['style'] {
  const colored = styleText('bold', 'x', { stream }) !== 'x'
  return (style, text) => (colored ? styleText(style, text, { validateStream: false }) : text)
}
