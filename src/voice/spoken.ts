import type { Option, Part } from '#conversations/contract.ts'
import type { Key } from '#voice/contract.ts'
import { SAYS, type SaysKey, says, type VoiceLanguage } from '#voice/wording.ts'

/** A message as it is said, and what keys stand for after it. */
export type Spoken = {
  text: string
  /** What can only be looked at: pictures, files, forms. */
  onScreen: boolean
  keys: { key: Key; value: string; label: string }[]
}

/** Nobody remembers more than this of what he hears. */
const MOST_CHOICES = 4
const MOST_FACTS = 2
const MOST_CARDS = 3
const DIGITS: Key[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/** What to say of a message: cards, choices and forms shortened. `screen`: the customer sees the message as well. */
export function spokenOf(parts: readonly Part[], language: VoiceLanguage, screen: boolean): Spoken {
  const pieces: string[] = []
  let onScreen = false
  let cards = 0
  const options: Option[] = []
  for (const part of parts) {
    if (part.kind === 'text') pieces.push(withoutTaps(part.text))
    else if (part.kind === 'card') {
      cards += 1
      if (cards <= MOST_CARDS) pieces.push(cardText(part, language))
      else onScreen = true
      options.push(...(part.options ?? []))
    } else if (part.kind === 'timeline') pieces.push(timelineText(part, language))
    else if (part.kind === 'choices') options.push(...part.options)
    else if (part.kind === 'notice') pieces.push(noticeText(part))
    else if (part.kind === 'rating-request') pieces.push(says('rating', language))
    else if (part.kind === 'image' || part.kind === 'file' || part.kind === 'form') onScreen = true
  }
  const keys = options.slice(0, DIGITS.length).map(({ value, label }, n) => ({ key: DIGITS[n]!, value, label }))
  if (keys.length) pieces.push(choicesText(keys, language))
  if (onScreen && screen) pieces.push(says('on-screen', language))
  return { text: pieces.filter(Boolean).join('\n'), onScreen, keys }

  function noticeText({ code, params }: Extract<Part, { kind: 'notice' }>): string {
    const key = code === 'handed-over' ? 'waiting' : code
    return key in SAYS ? says(key as SaysKey, language, params) : ''
  }
}

/** From "tap one" to the end of the sentence: nobody taps what he hears. */
const TAPS = /(?<=^|[。！？，,.!?\n] ?)(?:请?点(?:一下|下面)|tap (?:one|it)\b)[^。！？.!?\n]*[。！？.!?]?/gi
const withoutTaps = (text: string): string => {
  const rest = text
    .replace(TAPS, '')
    .replace(/，(?=\n|$)/g, '。')
    .replace(/ {2,}/g, ' ')
    .trim()
  return rest || text
}

function cardText({ title, status, facts }: Extract<Part, { kind: 'card' }>, language: VoiceLanguage): string {
  const [comma, colon, stop] = language === 'zh' ? ['，', '', '。'] : [', ', ' ', '.']
  const told = facts.slice(0, MOST_FACTS).map(({ label, value }) => `${label}${colon}${value}`)
  return [title, status, ...told].filter(Boolean).join(comma) + stop
}

/** Of a parcel's way only where it is now. */
function timelineText({ title, steps }: Extract<Part, { kind: 'timeline' }>, language: VoiceLanguage): string {
  const [latest] = [...steps].sort((a, b) => b.at.localeCompare(a.at))
  if (!latest) return title
  return language === 'zh' ? `${title}：${latest.text}。` : `${title}: ${latest.text}.`
}

/** Few choices are said with their words, more of them with their keys. */
function choicesText(keys: Spoken['keys'], language: VoiceLanguage): string {
  const [comma, or] = language === 'zh' ? ['、', '，或者'] : [', ', ' or ']
  const labels = keys.map(({ label }) => label)
  if (labels.length <= MOST_CHOICES) {
    const list = labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(comma)}${or}${labels.at(-1)}`
    return says('choices', language, { list })
  }
  const listed = keys.map(({ key, label }) => says('keys', language, { key, label }))
  return `${listed.join(language === 'zh' ? '，' : ', ')}${language === 'zh' ? '。' : '.'}`
}
