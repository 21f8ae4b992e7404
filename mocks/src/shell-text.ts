/** One word of a POSIX shell, whatever it contains. */
export const quoteForShell = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
