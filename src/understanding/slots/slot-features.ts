import type { Entity } from '#understanding/contract.ts'

/** What is known of a text beside its tokens. */
export type Hints = {
  /** Values of slots as the training set has them, with spaces between the tokens. */
  gazetteer: ReadonlyMap<string, readonly string[]>
  /** Words of a Chinese text, or null for none. */
  cut: ((text: string) => string[]) | null
  entities: (text: string) => Entity[]
  /** Intents of the text, when they are known or guessed. */
  intents: readonly string[]
}

/** Tokens around and their pairs: what a plain CRF is given. */
export function plainFeatures(tokens: string[]): string[][] {
  const at = (i: number) => tokens[i] ?? (i < 0 ? '<s>' : '</s>')
  return tokens.map((token, i) => [
    'b',
    `0:${token}`,
    `-1:${at(i - 1)}`,
    `+1:${at(i + 1)}`,
    `-2:${at(i - 2)}`,
    `+2:${at(i + 2)}`,
    `-1|0:${at(i - 1)}|${token}`,
    `0|+1:${token}|${at(i + 1)}`,
  ])
}

/** Besides these: wider pairs, shapes, affixes, words, known values, entities and the intent of the text. */
export function richFeatures(tokens: string[], text: string, hints: Hints): string[][] {
  const features = plainFeatures(tokens)
  const at = (i: number) => tokens[i] ?? (i < 0 ? '<s>' : '</s>')
  for (const [i, token] of tokens.entries()) {
    features[i]!.push(
      `-2|-1:${at(i - 2)}|${at(i - 1)}`,
      `+1|+2:${at(i + 1)}|${at(i + 2)}`,
      `-1|+1:${at(i - 1)}|${at(i + 1)}`,
      `-1|0|+1:${at(i - 1)}|${token}|${at(i + 1)}`,
      `-3:${at(i - 3)}`,
      `+3:${at(i + 3)}`,
      `s:${shapeOf(token)}`,
      `s-1:${shapeOf(at(i - 1))}|${shapeOf(token)}`,
      `s+1:${shapeOf(token)}|${shapeOf(at(i + 1))}`,
      `e:${token.slice(-3)}`,
      `p:${token.slice(0, 3)}`,
      i === 0 ? 'first' : i === tokens.length - 1 ? 'last' : 'inside',
    )
    for (const intent of hints.intents)
      features[i]!.push(`i:${intent}`, `i0:${intent}|${token}`, `i-:${intent}|${at(i - 1)}`)
  }
  addKnown(features, tokens, hints.gazetteer)
  addPlaces(features, tokens, text, hints)
  return features
}

const shapeOf = (token: string) => {
  if (/^\d+$/.test(token)) return `d${Math.min(token.length, 5)}`
  if (/^[a-z']+$/.test(token)) return token.length === 1 ? 'x' : token.length < 4 ? 'xx' : 'xxxx'
  return /\p{Script=Han}/u.test(token) ? 'h' : 'o'
}

const LONGEST = 12

/** The longest known value at every place. */
function addKnown(features: string[][], tokens: string[], gazetteer: Hints['gazetteer']): void {
  for (let i = 0; i < tokens.length; i++) {
    for (let n = Math.min(LONGEST, tokens.length - i); n > 0; n--) {
      const slots = gazetteer.get(tokens.slice(i, i + n).join(' '))
      if (!slots) continue
      for (const slot of slots) {
        const long = n > 1 ? 'L' : 'S'
        for (let k = 0; k < n; k++)
          features[i + k]!.push(`g:${slot}|${k === 0 ? 'B' : 'I'}`, `g${long}:${slot}|${k === 0 ? 'B' : 'I'}`)
      }
      break
    }
  }
}

/** Borders of words and entities, by walking the text and its tokens side by side. */
function addPlaces(features: string[][], tokens: string[], text: string, hints: Hints): void {
  const starts: number[] = []
  const folded = text.toLowerCase()
  let from = 0
  for (const token of tokens) {
    const start = folded.indexOf(token, from)
    starts.push(start)
    from = start + token.length
  }
  for (const entity of hints.entities(text)) {
    let first = true
    for (const [i, start] of starts.entries()) {
      if (start < entity.start || start >= entity.end) continue
      features[i]!.push(`n:${entity.kind}`, `n:${entity.kind}|${first ? 'B' : 'I'}`)
      first = false
    }
  }
  if (!hints.cut) return
  let at = 0
  for (const word of hints.cut(folded)) {
    for (const [i, start] of starts.entries()) {
      if (start >= at && start < at + word.length)
        features[i]!.push(`w:${word}`, `w:${start === at ? 'B' : 'I'}${word.length}`)
    }
    at += word.length
  }
}
