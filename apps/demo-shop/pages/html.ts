/** Text that is safe to put into a page as it is. */
export interface Html {
  readonly html: string
}

type Value = Html | Value[] | string | number | false | null | undefined

/** A template whose values are escaped unless they are `Html` themselves; empty values leave nothing. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return { html: parts.reduce((text, part, at) => text + render(values[at - 1]) + part) }
}

/** Data for a script: no `<` can end the script element, no separator can end the line. */
export function scriptData(value: unknown): Html {
  const codes: Record<string, string> = { '<': '003c', '>': '003e', '&': '0026', '\u2028': '2028', '\u2029': '2029' }
  return { html: JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (mark) => `\\u${codes[mark]}`) }
}

function render(value: Value): string {
  if (value === undefined || value === null || value === false) return ''
  if (Array.isArray(value)) return value.map(render).join('')
  if (typeof value === 'object') return value.html
  return escapeText(String(value))
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => entities[mark] as string)
}
