/** A word and what it stands for; `unless` is looked for right behind it. */
export type Replacement = { from: string; to: string; unless?: RegExp }

/** Replaces the listed words in one pass, the longest first; Latin ones count as whole words only. */
export function buildReplaceWords(list: Replacement[]): (text: string) => string {
  const byFirst = new Map<string, Replacement[]>()
  for (const entry of list) {
    const own = byFirst.get(entry.from[0]!)
    if (own) own.push(entry)
    else byFirst.set(entry.from[0]!, [entry])
  }
  for (const own of byFirst.values()) own.sort((a, b) => b.from.length - a.from.length)
  return (text) => {
    let result = ''
    let copied = 0
    for (let i = 0; i < text.length; i++) {
      const own = byFirst.get(text[i]!)
      const entry = own && fitting(own, text, i)
      if (!entry) continue
      result += text.slice(copied, i) + entry.to
      i += entry.from.length - 1
      copied = i + 1
    }
    return copied ? result + text.slice(copied) : text
  }
}

function fitting(own: Replacement[], text: string, at: number): Replacement | null {
  for (const entry of own) {
    const end = at + entry.from.length
    if (!text.startsWith(entry.from, at) || cutsLatin(text, at, end)) continue
    if (end - at === 1 && isLatin(text, at) && (isHan(text, at - 1) || isHan(text, end))) continue
    if (!entry.unless || !behind(entry.unless, text, end)) return entry
  }
  return null
}

/** How far an `unless` looks. */
const BEHIND = 4
const behind = (unless: RegExp, text: string, end: number) => unless.test(text.slice(end, end + BEHIND))

/** A Latin word or number would be cut in two. */
function cutsLatin(text: string, start: number, end: number): boolean {
  return (isLatin(text, start) && isLatin(text, start - 1)) || (isLatin(text, end - 1) && isLatin(text, end))
}

function isLatin(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
}

/** A single letter beside Chinese is a name of something ("u盘", "选r"), not an abbreviation. */
const isHan = (text: string, at: number) => text.charCodeAt(at) >= 0x4e00 && text.charCodeAt(at) <= 0x9fff
