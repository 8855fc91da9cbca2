import type { HistoryTurn } from '#learning/history/contract.ts'

/** What customers opened with: one wording, how often, and what was answered first. */
export type Opener = { text: string; language: 'zh' | 'en'; times: number; answer: string | null }

/** So many different wordings are looked at; a rarer one than these teaches nothing. */
const MOST = 20_000
const HELD = 200_000
const GREETING =
  /^(?:您好|你好|在吗|在么|在不在|有人吗|亲|哈喽|嗨|早上好|下午好|晚上好|hi|hello|hey|good (?:morning|afternoon|evening))+$/i

/** Collects the first real question of each conversation, counted by its wording without punctuation and politeness. */
export function openOpeners() {
  const byKey = new Map<string, Opener>()
  return {
    add(turns: HistoryTurn[], language: 'zh' | 'en'): void {
      const at = turns.findIndex((turn) => turn.who === 'customer' && keyOf(turn.text) !== null)
      const key = at < 0 ? null : keyOf(turns[at]!.text)
      if (key === null) return
      const held = byKey.get(key)
      const answer = turns.slice(at + 1).find((turn) => turn.who === 'agent' && keyOf(turn.text) !== null)?.text ?? null
      if (held) {
        held.times++
        // A longer first answer says more than "please wait".
        if ((answer?.length ?? 0) > (held.answer?.length ?? 0)) held.answer = answer!.slice(0, 2000)
      } else if (byKey.size < HELD) {
        byKey.set(key, {
          text: turns[at]!.text.slice(0, 300),
          language,
          times: 1,
          answer: answer?.slice(0, 2000) ?? null,
        })
      }
    },
    list: (): Opener[] => [...byKey.values()].sort((a, b) => b.times - a.times).slice(0, MOST),
  }
}

/** Null for what asks nothing: greetings, a single word, a picture's placeholder. */
function keyOf(text: string): string | null {
  const key = text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[\p{P}\p{S}\s]+/gu, '')
    .replace(/^(?:您好|你好|请问|请教|亲|hi|hello|麻烦问下|问一下)+/u, '')
  return key.length < 3 || GREETING.test(key) || key.length > 200 ? null : key
}
