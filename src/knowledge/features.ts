/** Feature → weight of its kind. */
export type Features = Map<string, number>

/** How search reads text; given by the understanding side. */
export type TextTools = {
  /** Normalised, with synonyms replaced by the terms of the business. */
  normalize: (text: string) => string
  cut: (text: string) => string[]
  /** Ids of the products a text names. */
  products: (text: string) => string[]
}

/** Words say more than single characters; parts of Latin words forgive typing errors. */
const WEIGHT = { character: 0.5, pair: 1, word: 1, part: 0.25 }

/** Characters and pairs of characters, Chinese words, English stems, their pairs and parts. */
export function readFeatures(normalized: string, cut: TextTools['cut']): Features {
  const features: Features = new Map()
  let before = ''
  for (const [piece] of normalized.matchAll(/\p{Script=Han}|[a-z][a-z']*|\d+(?:\.\d+)?|[a-z]\d+|\p{So}/gu)) {
    const latin = piece >= 'a' && piece <= 'zz'
    const unit = latin ? stem(piece) : piece
    features.set(unit, latin ? WEIGHT.word : WEIGHT.character)
    if (before) features.set(`${before}_${unit}`, WEIGHT.pair * (latin ? 0.7 : 1))
    if (latin && unit.length > 4)
      for (let i = 0; i + 4 <= unit.length; i++) features.set(`~${unit.slice(i, i + 4)}`, WEIGHT.part)
    before = unit
  }
  for (const word of cut(normalized)) {
    if (word.length > 1 && /^\p{Script=Han}+$/u.test(word)) features.set(`w:${word}`, WEIGHT.word)
  }
  return features
}

/** Light English stemming: enough that shipping, ships and shipped meet. */
export function stem(word: string): string {
  const bare = word.replace(/'(?:s|re|ve|ll|d|m)?$/, '')
  if (bare.length < 5) return bare.length === 4 && /[^su]s$/.test(bare) ? bare.slice(0, -1) : bare
  return bare
    .replace(/(?:ies)$/, 'y')
    .replace(/(?<=[a-z]{3})(?:ing|ed)$/, '')
    .replace(/(?<=[^su])s$/, '')
    .replace(/([b-df-hj-km-np-rtv-z])\1$/, '$1')
    .replace(/e$/, '')
}

/** Fault codes a text names, upper case. */
export const faultCodesIn = (normalized: string): string[] =>
  [...normalized.matchAll(/(?<![a-z0-9])[ef][\s-]?\d{1,3}(?![a-z0-9])/g)].map(([code]) =>
    code.replace(/[\s-]/g, '').toUpperCase(),
  )
