import { createHash } from 'node:crypto'
import { openMasker } from '#governance/mask.ts'
import type { DropReason, HistoryTurn, ImportReport, Repair } from '#learning/history/contract.ts'

export type Cleaned =
  | { kept: true; turns: HistoryTurn[]; hash: string; repaired: Repair[]; personal: ImportReport['personal'] }
  | { kept: false; reason: DropReason; text: string }

const LONGEST_TEXT = 4000
const MOST_TURNS = 400

/** A conversation fit for training: readable, with a customer in it, without mark-up and personal data; or why not. */
export function cleanDialogue(raw: HistoryTurn[]): Cleaned {
  const repaired = new Set<Repair>()
  const turns = raw.flatMap((turn) => {
    const text = cleanText(turn.text, (what) => repaired.add(what))
    return text ? [{ ...turn, text }] : []
  })
  const said = turns.map((turn) => turn.text).join(' ')
  const shown = () => openMasker().mask(said.slice(0, 200))
  if (turns.length > MOST_TURNS || turns.some((turn) => turn.text.length > LONGEST_TEXT)) {
    return { kept: false, reason: 'too_long', text: shown() }
  }
  if (isGarbled(said)) return { kept: false, reason: 'garbled', text: said.slice(0, 60) }
  if (!turns.some((turn) => turn.who === 'customer' && /[\p{L}\p{N}]/u.test(turn.text))) {
    return { kept: false, reason: 'no_customer', text: shown() }
  }
  // One masker for the conversation: the same number has the same placeholder in question and answer.
  const masker = openMasker()
  const masked = turns.map((turn) => ({ ...turn, text: masker.mask(turn.text) }))
  const same = masked.map(({ who, text }) => `${who[0]}${text.replace(/\s+/g, '')}`).join('\n')
  const hash = createHash('sha1').update(same).digest('hex')
  return { kept: true, turns: masked, hash, repaired: [...repaired], personal: masker.found() }
}

function cleanText(text: string, repaired: (what: Repair) => void): string {
  const step = (what: Repair, from: string, to: string) => {
    if (from !== to) repaired(what)
    return to
  }
  let clean = step('mojibake', text, unscramble(text))
  clean = step('markup', clean, withoutMarkup(clean))
  clean = step(
    'control',
    clean,
    clean.replace(/[\p{Cc}\u200b-\u200f\u2060\ufeff]+/gu, (found) => (/[\n\t]/.test(found) ? ' ' : '')),
  )
  return clean.toWellFormed().replace(/\s+/g, ' ').trim()
}

/** UTF-8 that was once read as Latin-1 ("ä½ å¥½") gives its text back. */
function unscramble(text: string): string {
  if (!/[\u00c2-\u00ef][\u0080-\u00bf]/.test(text) || /[\u0100-\uffff]/.test(text)) return text
  const bytes = Buffer.from(text, 'latin1')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // It is what it seems: Latin letters with accents.
    return text
  }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" }
const withoutMarkup = (text: string) =>
  text
    .replace(/<(?:script|style)\b[\s\S]*?<\/(?:script|style)>/gi, ' ')
    .replace(/<\/?[a-z][a-z0-9]*(?:\s[^<>]{0,500})?\/?>/gi, ' ')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => ENTITIES[name]!)

/** Replacement characters, private use, "锟斤拷", or hardly a letter in a long text. */
function isGarbled(text: string): boolean {
  if (/锟斤拷|烫烫烫|屯屯屯/.test(text)) return true
  const bad = text.match(/[\ufffd\p{Co}\p{Cn}]/gu)?.length ?? 0
  if (bad && bad / text.length > 0.02) return true
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return text.length >= 20 && letters / text.length < 0.25
}
