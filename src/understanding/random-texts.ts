const PIECES = [
  '😀',
  '😡',
  '👨‍👩‍👧',
  '👍🏽',
  '\ud800',
  '\udc00',
  '\0',
  '\u200d',
  '\u202e',
  '\ufeff',
  '\ufffd',
  '\t',
  '\n',
  '\u0007',
  '\u3000',
  '\u00a0',
  'ＨＭ１０００',
  'HM10001001',
  '{order}',
  '{',
  '}',
  '１３８',
  '13800001111',
  '京A12345',
  '¥',
  '$20',
  '%',
  '号',
  '路',
  '上海市',
  '浦东',
  '一',
  '百',
  '万亿',
  '五一',
  '下周',
  '点半',
  '.',
  ',',
  '，',
  '。',
  '!',
  '?',
  "'",
  '"',
  '@',
  '://',
  'a@b',
  'www.',
  '(',
  ')',
  '[',
  ']',
  '\\',
  '*',
  '+',
  '^',
  '$',
  'ñ',
  'é',
  'ß',
  'Ω',
  'ж',
  'א',
  'ع',
  'ह',
  'ไ',
  '한',
  'あ',
  'ㄅ',
  '龘',
  '𠮷',
  '幾',
  '個',
  '唔',
  '嘅',
  'tui',
  'huo',
  'wo',
  'kuaidi',
  'refund',
  'e102',
  ' ',
  '  ',
  '退',
  '活',
  '块',
  '递',
  '顺便',
  '另外',
  ' and ',
  'ﷺ',
  'ﬁ',
  '①',
  '㊗',
  '½',
  'İ',
  'ŉ',
  '\u0300',
  '\u0301\u0302\u0303',
  '(╯°□°)╯',
  'T_T',
  '__proto__',
  'constructor',
]

/**
 * Texts nobody would write, the same for the same seed: mixed pieces, any UTF-16 units, damaged examples, and rarely
 * 100 000 characters of one piece.
 */
export function randomTexts(seed: number, examples: string[]): (n: number) => string {
  let state = seed >>> 0
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
  const piece = () => PIECES[random(PIECES.length)]!
  const unit = () => String.fromCharCode(random(3) ? random(0x10000) : random(0x250))
  const many = (make: () => string, most: number) => Array.from({ length: random(most) }, make).join('')
  const damaged = () => {
    const text = examples[random(examples.length)] ?? ''
    const at = random(text.length + 1)
    return text.slice(0, at) + many(random(2) ? piece : unit, 4) + text.slice(at + random(3))
  }
  return (n) => {
    if (n % 5000 === 4999) return (random(2) ? piece() + piece() : unit()).repeat(100_000).slice(0, 100_000)
    const kind = random(10)
    if (kind < 4) return many(piece, 24)
    if (kind < 6) return many(unit, 30)
    if (kind < 9) return damaged()
    return damaged() + many(piece, 6) + damaged()
  }
}
