/** Trusted HTML. */
export interface Html {
  readonly html: string
}

type Part = Html | string | number | readonly Html[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeText = (text: string): string =>
  text.toWellFormed().replace(/[&<>"']/g, (character) => entities[character] ?? '')

/** A template that escapes every value except HTML. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const texts = parts.map((part, index) => `${toHtml(part)}${strings[index + 1]}`)
  return { html: `${strings[0]}${texts.join('')}` }
}

/** Marks a constant of this program as HTML, such as its style sheet. */
export const trusted = (text: string): Html => ({ html: text })

function toHtml(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part))
  return 'html' in part ? part.html : part.map(toHtml).join('')
}
