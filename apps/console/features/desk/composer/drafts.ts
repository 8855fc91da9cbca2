const PREFIX = 'yinghe.draft.'

/** What somebody began to write, kept per conversation over reloads. */
export function readDraft(conversationId: string): string {
  try {
    return localStorage.getItem(PREFIX + conversationId) ?? ''
  } catch {
    // Storage is blocked: a draft lives as long as its composer.
    return ''
  }
}

export function keepDraft(conversationId: string, text: string): void {
  try {
    if (text) localStorage.setItem(PREFIX + conversationId, text)
    else localStorage.removeItem(PREFIX + conversationId)
  } catch {
    // As above: nothing to keep it in.
  }
}
