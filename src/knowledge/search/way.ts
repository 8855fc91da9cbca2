/** How a question asks: what kind of answer it wants, whether it denies, and what it names by number or letter. */
export type Way = { asks: string; negations: number; numbers: string; latin: string }

/** The first that fits counts; "when" before "what", since 什么时候 holds 什么. */
const ASKS: [kind: string, pattern: RegExp][] = [
  ['when', /什么时候|啥时候|何时|多久|几天|几点|哪天|多长时间|几号|\bwhen\b|\bhow (?:long|soon)\b/],
  ['why', /为什么|为啥|为何|怎么回事|咋回事|什么原因|怎么.{0,8}(?:不了|不到|不上|没有)|\bwhy\b|\bhow come\b/],
  ['amount', /多少|几[个块元次分种台件斤]|多大|多高|多重|\bhow (?:much|many)\b/],
  ['quality', /怎么样|好不好|如何$|好吗|好用|\bany good\b/],
  ['how', /怎么|怎样|如何|咋|怎能|方法|步骤|\bhow\b/],
  ['where', /哪里|哪儿|在哪|去哪|什么地方|\bwhere\b/],
  ['who', /谁|哪位|\bwho\b/],
  ['which', /哪[个些种款家部本只]|那个好|\bwhich\b/],
  ['what', /什么|啥|\bwhat\b/],
  ['whether', /吗|么$|能不能|可不可以|是不是|有没有|会不会|能否|是否|行不行|^(?:can|could|do|does|is|are|will|may)\b/],
]
const DENIES =
  /不(?!过|但|仅|管|同|错|断|锈)|没|别(?=[再让给要])|无法|未|勿|\bnot\b|n't\b|\bno\b|\bnever\b|\bwithout\b/g
/** "can or cannot": both sides are asked, nothing is denied. */
const BOTH = /(\p{Script=Han})[不没]\1/gu

export function readWay(normalized: string): Way {
  const text = normalized.slice(0, 200)
  const asks = ASKS.find(([, pattern]) => pattern.test(text))?.[0] ?? ''
  const words = text.match(/[a-z]{2,}/g) ?? []
  return {
    asks,
    negations: (text.replace(BOTH, '$1').match(DENIES) ?? []).length,
    numbers: (text.match(/\d+(?:\.\d+)?/g) ?? []).sort().join(' '),
    latin: words.length > 3 ? '' : words.sort().join(' '),
  }
}
