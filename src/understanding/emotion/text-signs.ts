/** What the way of writing tells: punctuation, capitals, drawn-out letters. */
export type Signs = { exclaims: number; asks: number; shouts: boolean; drawn: boolean; trails: boolean }

export function textSigns(original: string): Signs {
  const words = original.match(/\b[A-Za-z]{3,}\b/g) ?? []
  const capitals = words.filter((word) => word === word.toUpperCase()).length
  return {
    exclaims: longestRun(original, /[!！]+/g),
    asks: longestRun(original, /[?？]+/g),
    shouts: capitals >= 2 && capitals * 2 >= words.length,
    drawn: /(\p{L})\1{2,}/u.test(original),
    trails: /\.{3}|…|。。/.test(original),
  }
}

const longestRun = (text: string, run: RegExp): number =>
  text.match(run)?.reduce((longest, found) => Math.max(longest, found.length), 0) ?? 0
