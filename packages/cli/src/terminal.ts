import type { Readable, Writable } from 'node:stream'
import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]
type OutputStream = Writable & { isTTY?: boolean; columns?: number }

/** The parts of the process that a command may use. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly stdin: Readable
  /** Results, for other programs. */
  readonly stdout: OutputStream
  /** Progress, warnings and errors, for people. */
  readonly stderr: OutputStream
  /** Aborted by Ctrl-C, SIGTERM or a closed output pipe. */
  readonly signal: AbortSignal
  /** Writes text and a line feed to `stdout`. */
  print(text: string): void
  /** Writes text and a line feed to `stderr`. */
  note(text: string): void
  /** Colors text for `stdout` if it is a terminal or FORCE_COLOR is set, and NO_COLOR is not. */
  style(style: Style, text: string): string
  /** Like `style`, for `stderr`. */
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

/** Tests each stream once with a single style: the first Node with `styleText` is wrong for several styles. */
function createStyle(stream: OutputStream): Terminal['style'] {
  const colored = styleText('bold', 'x', { stream }) !== 'x'
  return (style, text) => (colored ? styleText(style, text, { validateStream: false }) : text)
}
