import type { Command } from 'commander'
import type { ExitReason } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

/** Wraps the work of a command as a commander action and keeps its exit reason. */
export type RunCommand = <Parameters extends unknown[]>(
  work: (...parameters: Parameters) => Promise<ExitReason>,
) => (...parameters: Parameters) => Promise<void>

/** Registers one command's arguments and help. Its implementation is imported when the command runs. */
export type AddCommand = (program: Command, terminal: Terminal, run: RunCommand) => void
