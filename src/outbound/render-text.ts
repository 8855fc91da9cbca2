type Both = { zh: string; en: string }
type Known = { name: string; language: 'zh' | 'en'; variables: Record<string, string> }

/** A text of a campaign as one person hears it, in his language where there is one; `unknown`: what is not known of him. */
export function renderText(
  text: Both,
  { name, language, variables }: Known,
): { text: string; unknown: string[]; language: 'zh' | 'en' } {
  const spoken = text[language] ? language : text.zh ? 'zh' : 'en'
  const unknown: string[] = []
  const filled = text[spoken].replace(/\{([^{}]{1,40})\}/g, (_hole, written: string) => {
    const wanted = written.trim()
    const value = wanted === 'name' ? name : variables[wanted]
    if (!value) unknown.push(wanted)
    return value ?? ''
  })
  return { text: filled, unknown, language: spoken }
}
