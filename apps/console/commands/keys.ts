const APPLE = /mac|iphone|ipad/i

export const onApple = (): boolean => APPLE.test(navigator.platform)

const NAMES: Record<string, [other: string, apple: string]> = {
  mod: ['Ctrl', '⌘'],
  alt: ['Alt', '⌥'],
  shift: ['Shift', '⇧'],
  enter: ['Enter', '↵'],
  escape: ['Esc', 'Esc'],
  arrowup: ['↑', '↑'],
  arrowdown: ['↓', '↓'],
  bracketright: [']', ']'],
  slash: ['/', '/'],
}

/** `g d` is two keys one after the other, `alt+n` a chord. */
export function shownKeys(keys: string): string[] {
  return keys.split(/[ +]/).map((key) => NAMES[key]?.[onApple() ? 1 : 0] ?? key.toUpperCase())
}

/** Whether a chord (`alt+n`, `mod+k`, `?`) is what was pressed. Alt chords compare the key's place, since Alt types letters on a Mac. */
export function matches(keys: string, event: KeyboardEvent): boolean {
  const wanted = keys.split('+')
  const key = wanted.at(-1) ?? ''
  const modifiers = new Set(wanted.slice(0, -1))
  const mod = onApple() ? event.metaKey : event.ctrlKey
  if (modifiers.has('mod') !== mod || modifiers.has('alt') !== event.altKey) return false
  if (modifiers.has('shift') && !event.shiftKey) return false
  if (event.altKey) {
    // Alt types other signs on a Mac, so a chord goes by the place of its key, with Shift or without.
    const place = /^\d$/.test(key) ? `digit${key}` : key.length === 1 ? `key${key}` : key
    return event.code.toLowerCase() === place && modifiers.has('shift') === event.shiftKey
  }
  return event.key.toLowerCase() === key
}

/** Plain keys belong to the text while somebody types. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  )
}
