/** How search reads text; given by the understanding side. */
export type TextTools = {
  /** Normalised, with synonyms replaced by the terms of the business. */
  normalize: (text: string) => string
  cut: (text: string) => string[]
  /** Ids of the products a text names. */
  products: (text: string) => string[]
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
